import type { Attendee, Item, Recipient, ResponseType } from '../../mailbox-store/item.ts';
import { writeDateTime } from '../date-time.ts';
import { EwsError } from '../ews-error.ts';
import { childOf, textOf, type XmlElement } from '../xml-read.ts';
import { branch, leaf, nothing, type Xml } from '../xml-write.ts';
import type { PropertyDefinition, View } from './property.ts';
import { computed } from './scalar.ts';

type AttendeeList = 'required' | 'optional' | 'resources';

/** Who takes part. Lists of people are never in the answers of FindItem, and its organizer is only a name. */
export const peopleProperties: readonly PropertyDefinition[] = [
  {
    field: 'calendar:Organizer',
    shape: 'default',
    write: (item, view) => branch('t:Organizer', [writeMailbox(item.organizer, view.brief)]),
  },
  attendees('calendar:RequiredAttendees', 'required'),
  attendees('calendar:OptionalAttendees', 'optional'),
  attendees('calendar:Resources', 'resources'),
  computed('item:DisplayTo', 'all', (item) => displayed(item.required)),
  computed('item:DisplayCc', 'all', (item) => displayed(item.optional)),
  {
    field: 'calendar:MyResponseType',
    shape: 'all',
    write: (item) => leaf('t:MyResponseType', item.response),
    value: (item) => item.response,
  },
  {
    field: 'calendar:AppointmentReplyTime',
    shape: 'all',
    write: (item, { context }) =>
      item.respondedAt === undefined
        ? nothing
        : leaf('t:AppointmentReplyTime', writeDateTime(item.respondedAt, context)),
  },
];

const displayed = (people: readonly Recipient[]): string => people.map((person) => person.name).join('; ');

function writeMailbox(person: Recipient, nameOnly = false): Xml {
  if (nameOnly) return branch('t:Mailbox', [leaf('t:Name', person.name)]);
  return branch('t:Mailbox', [
    leaf('t:Name', person.name),
    leaf('t:EmailAddress', person.address),
    leaf('t:RoutingType', 'SMTP'),
  ]);
}

function writeAttendee(attendee: Attendee, context: View['context']): Xml {
  const { respondedAt } = attendee;
  return branch('t:Attendee', [
    writeMailbox(attendee),
    leaf('t:ResponseType', attendee.response),
    respondedAt === undefined ? nothing : leaf('t:LastResponseTime', writeDateTime(respondedAt, context)),
  ]);
}

function attendees(field: string, key: AttendeeList): PropertyDefinition {
  const name = `t:${field.slice('calendar:'.length)}`;
  return {
    field,
    shape: 'all',
    notInFind: true,
    write: (item: Item, view) =>
      item[key].length === 0
        ? nothing
        : branch(
            name,
            item[key].map((one) => writeAttendee(one, view.context)),
          ),
    set: (draft, element) => {
      draft[key] = element.children.map(readAttendee);
    },
    append: (draft, element) => {
      draft[key] = [...draft[key], ...element.children.map(readAttendee)];
    },
    remove: (draft) => {
      draft[key] = [];
    },
  };
}

/** What a client says of an attendee's answer is not believed: answers come with meeting responses. */
function readAttendee(element: XmlElement): Attendee {
  const mailbox = childOf(element, 'Mailbox');
  const address = textOf(mailbox, 'EmailAddress')?.trim() ?? '';
  const name = textOf(mailbox, 'Name') ?? '';
  if (address === '') {
    throw new EwsError(
      'ErrorMissingInformationEmailAddress',
      'Required information is missing: the email address.',
    );
  }
  const response: ResponseType = 'Unknown';
  return { name: name === '' ? address : name, address, response };
}
