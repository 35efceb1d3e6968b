import type { Body, Item } from '../../mailbox-store/item.ts';
import { asHtml, asText } from '../body-conversion.ts';
import { EwsError } from '../ews-error.ts';
import type { XmlElement } from '../xml-read.ts';
import { branch, leaf, nothing, type Xml } from '../xml-write.ts';
import type { PropertyDefinition, View } from './property.ts';
import { choice, text } from './scalar.ts';

/** The longest subject that the store takes, in characters. */
const longestSubject = 255;

const subject: PropertyDefinition = {
  ...text('item:Subject', 'default', 'subject'),
  set: (draft, element) => {
    if (element.text.length > longestSubject) {
      throw new EwsError(
        'ErrorPropertyUpdate',
        'An object property could not be updated: the subject is too long.',
        [leaf('t:FieldURI', '', { FieldURI: 'item:Subject' })],
      );
    }
    draft.subject = element.text;
  },
};

const body: PropertyDefinition = {
  field: 'item:Body',
  shape: 'all',
  notInFind: true,
  write: (item, view) => writeBody('t:Body', item, view),
  set: (draft, element) => {
    draft.body = readBody(element);
  },
  remove: (draft) => {
    draft.body = null;
  },
  append: (draft, element) => {
    const added = readBody(element);
    draft.body = draft.body ? { ...added, content: joined(draft.body, added) } : added;
  },
};

/** Reads the Body element. Lines of a text body end with carriage return and line feed, as the store keeps them. */
function readBody(element: XmlElement): Body {
  const type = element.attributes.get('BodyType') === 'HTML' ? 'HTML' : 'Text';
  return { type, content: type === 'Text' ? element.text.replace(/\r?\n/g, '\r\n') : element.text };
}

/** More of a body in the body's own format; HTML goes in front of the end of the document. */
function joined(existing: Body, added: Body): string {
  if (existing.type !== added.type) {
    const message = 'Append action is invalid for property: the body has another format.';
    throw new EwsError('ErrorInvalidPropertyAppend', message, [
      leaf('t:FieldURI', '', { FieldURI: 'item:Body' }),
    ]);
  }
  const end = existing.type === 'HTML' ? existing.content.search(/<\/body>/i) : -1;
  if (end < 0) return existing.content + added.content;
  return existing.content.slice(0, end) + added.content + existing.content.slice(end);
}

function writeBody(name: string, item: Item, view: Pick<View, 'bodyType'>): Xml {
  const stored = item.body ?? { type: 'Text', content: '' };
  const type = view.bodyType === 'Best' ? stored.type : view.bodyType;
  const empty = stored.content === '';
  if (type === 'Text')
    return leaf(name, empty ? '' : asText(stored), { BodyType: 'Text', IsTruncated: undefined });
  return leaf(name, empty ? '' : asHtml(stored), { BodyType: 'HTML', IsTruncated: undefined });
}

const categories: PropertyDefinition = {
  field: 'item:Categories',
  shape: 'all',
  write: ({ categories: names }) =>
    names.length === 0
      ? nothing
      : branch(
          't:Categories',
          names.map((name) => leaf('t:String', name)),
        ),
  value: (item) => (item.categories.length === 0 ? undefined : item.categories),
  set: (draft, element) => {
    draft.categories = element.children.map((child) => child.text);
  },
  remove: (draft) => {
    draft.categories = [];
  },
};

/** A text that few items have. */
function rareText(field: string, key: 'inReplyTo' | 'when'): PropertyDefinition {
  const name = `t:${field.slice(field.indexOf(':') + 1)}`;
  return {
    field,
    shape: 'all',
    write: (item) => (item[key] === undefined ? nothing : leaf(name, item[key])),
    value: (item) => item[key],
    set: (draft, element) => {
      draft[key] = element.text === '' ? undefined : element.text;
    },
    remove: (draft) => {
      draft[key] = undefined;
    },
  };
}

/** What people read of an item. */
export const textProperties: readonly PropertyDefinition[] = [
  subject,
  body,
  {
    field: 'item:TextBody',
    shape: 'asked',
    notInFind: true,
    write: (item) => writeBody('t:TextBody', item, { bodyType: 'Text' }),
  },
  {
    field: 'item:Preview',
    shape: 'asked',
    notInFind: true,
    write: (item) => leaf('t:Preview', item.body ? asText(item.body).trim().slice(0, 255) : ''),
  },
  categories,
  choice('item:Sensitivity', 'all', 'sensitivity', 'Normal'),
  choice('item:Importance', 'all', 'importance', 'Normal'),
  text('calendar:Location', 'default', 'location'),
  rareText('item:InReplyTo', 'inReplyTo'),
  rareText('calendar:When', 'when'),
  text('calendar:MeetingWorkspaceUrl', 'all', 'workspaceUrl'),
  text('calendar:NetShowUrl', 'all', 'netShowUrl'),
];
