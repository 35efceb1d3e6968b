import { writeDateTime } from '../date-time.ts';
import { EwsError } from '../ews-error.ts';
import { changeKey, folderId, itemEntry, itemId } from '../ids.ts';
import { branch, leaf, nothing } from '../xml-write.ts';
import type { PropertyDefinition } from './property.ts';
import { computed } from './scalar.ts';

/** Which item it is, where it is, and when it came to be. */
export const identityProperties: readonly PropertyDefinition[] = [
  {
    field: 'item:ItemId',
    shape: 'default',
    write: (item, { mailbox }) =>
      leaf('t:ItemId', '', {
        Id: itemId(mailbox.record, item),
        ChangeKey: changeKey(mailbox.record, 'calendarItem', item.sequence),
      }),
    value: (item, mailbox) => itemId(mailbox.record, item),
  },
  {
    field: 'item:ParentFolderId',
    shape: 'all',
    write: (item, { mailbox }) =>
      leaf('t:ParentFolderId', '', {
        Id: folderId(mailbox.record, item.folder),
        ChangeKey: changeKey(mailbox.record, 'calendarFolder', 1),
      }),
  },
  {
    ...computed('item:ItemClass', 'all', (item) => item.itemClass),
    set: (draft, element) => {
      if (!/^IPM\.Appointment(\.|$)/i.test(element.text)) {
        throw new EwsError('ErrorObjectTypeChanged', 'The item class is not that of a calendar item.');
      }
      draft.itemClass = element.text;
    },
  },
  dateTime('item:DateTimeReceived', (item) => item.created),
  dateTime('item:DateTimeSent', (item) => item.created),
  dateTime('item:DateTimeCreated', (item) => item.created),
  dateTime('item:LastModifiedTime', (item) => item.modified),
  computed('item:LastModifiedName', 'all', (item) => item.modifiedBy),
  computed('item:Size', 'all', (item) => 512 + 2 * (item.subject.length + (item.body?.content.length ?? 0))),
  {
    ...computed('item:Culture', 'all', (item) => item.culture),
    set: (draft, element) => {
      draft.culture = element.text.trim();
    },
  },
  computed('item:IsSubmitted', 'all', () => false),
  computed('item:IsDraft', 'all', () => false),
  computed('item:IsFromMe', 'all', () => false),
  computed('item:IsResend', 'all', () => false),
  computed('item:IsUnmodified', 'all', () => false),
  computed('item:IsAssociated', 'all', () => false),
  computed('item:HasAttachments', 'default', () => false),
  {
    field: 'item:EffectiveRights',
    shape: 'all',
    write: () =>
      branch('t:EffectiveRights', [
        leaf('t:CreateAssociated', false),
        leaf('t:CreateContents', false),
        leaf('t:CreateHierarchy', false),
        leaf('t:Delete', true),
        leaf('t:Modify', true),
        leaf('t:Read', true),
        leaf('t:ViewPrivateItems', true),
      ]),
  },
  {
    field: 'item:StoreEntryId',
    shape: 'asked',
    write: (item, { mailbox }) => leaf('t:StoreEntryId', itemEntry(mailbox.record, item).toString('base64')),
  },
  {
    field: 'calendar:UID',
    shape: 'all',
    write: (item) => leaf('t:UID', item.uid),
    value: (item) => item.uid,
    set: (draft, element) => {
      draft.uid = element.text;
    },
  },
  dateTime('calendar:DateTimeStamp', (item) => item.created),
];

function dateTime(
  field: string,
  instant: (item: Parameters<PropertyDefinition['write']>[0]) => number | undefined,
): PropertyDefinition {
  const name = `t:${field.slice(field.indexOf(':') + 1)}`;
  return {
    field,
    shape: 'all',
    write: (item, { context }) => {
      const at = instant(item);
      return at === undefined ? nothing : leaf(name, writeDateTime(at, context));
    },
    value: instant,
  };
}
