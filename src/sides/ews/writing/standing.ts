import type { ParticipantAnswer } from '../../../model/participant.ts';
import type { ErrorDetails } from '../../../model/problem.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { globalIdOf, globalIdUri } from '../mapping/global-object-id.ts';
import { isMeeting, ownAnswerOf } from '../mapping/meeting.ts';
import { getItemProperties } from '../operations/get-item.ts';
import { idOf } from '../operations/item-id.ts';
import { fieldUri } from '../properties.ts';
import { flagOf, type XmlElement } from '../xml-element.ts';

/** What has to be known of an entry before anybody is told anything about it. */
export interface Standing {
  readonly changeKey: string;
  /** What its user answered to somebody else's meeting; null for what is their own. */
  readonly ownAnswer: ParticipantAnswer | null;
  readonly isMeeting: boolean;
  readonly isCancelled: boolean;
  /** The id that all copies of the meeting share, in base64; null where it is not told. */
  readonly globalId: string | null;
}

/** Entries as they stand now; ids that are gone are in neither map. */
export interface Standings {
  readonly found: ReadonlyMap<string, Standing>;
  readonly errors: ReadonlyMap<string, ErrorDetails>;
}

/** Attendees tell a meeting where a server says nothing else about it. */
const PATHS = [
  ...[
    'calendar:IsMeeting',
    'calendar:IsCancelled',
    'calendar:MyResponseType',
    'calendar:RequiredAttendees',
    'calendar:OptionalAttendees',
    'calendar:Resources',
    'calendar:AppointmentState',
  ].map(fieldUri),
  globalIdUri(),
];

/** Asks how entries stand; throws SideError where the mailbox cannot be read at all. */
export async function standings(
  { reader }: Pick<MailboxAccess, 'reader'>,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Standings> {
  const untold: { id: string; error: ErrorDetails }[] = [];
  const items = await reader.items(ids, (batch) => getItemProperties(batch, PATHS), signal, untold);
  return {
    found: new Map([...items].map(([id, item]) => [id, standingOf(item)])),
    errors: new Map(untold.map(({ id, error }) => [id, error])),
  };
}

function standingOf(item: XmlElement): Standing {
  return {
    changeKey: idOf(item).changeKey,
    ownAnswer: ownAnswerOf(item),
    isMeeting: isMeeting(item),
    isCancelled: flagOf(item, 'IsCancelled'),
    globalId: globalIdOf(item),
  };
}
