import { type ErrorDetails, SideError } from '../../../model/problem.ts';
import { findInView } from '../operations/find-item.ts';
import { getFolder } from '../operations/get-folder.ts';
import type { Climb } from './climb.ts';
import { failedBy, passed, type RungResult } from './rung-result.ts';

const WEEK = 7 * 24 * 3600_000;

/** Refusals of the calendar rather than of acting for the mailbox: the next rung tells about them. */
const ABOUT_THE_FOLDER = new Set([
  'ErrorAccessDenied',
  'ErrorFolderNotFound',
  'ErrorNoCalendar',
  'ErrorItemNotFound',
  'ErrorFolderCorrupt',
]);

/** The delegate may act for the mailbox; a secondary address is told with its primary one. */
export async function impersonationRung({
  connection,
  access,
  mailbox,
  settings,
  signal,
}: Climb): Promise<RungResult> {
  const { client } = connection;
  const error = await failureOf(client.callOne(getFolder('calendar'), access.mailbox, signal));
  if (error && !ABOUT_THE_FOLDER.has(error.code)) {
    const isForeign =
      error.advice === 'ewsMailboxUnknown' && domainOf(mailbox) !== domainOf(settings.userName);
    return isForeign && domainOf(settings.userName) !== ''
      ? failedBy(error, 'ewsMailboxOtherCompany')
      : failedBy(error);
  }
  const { address } = access.mailbox;
  if (address.toLowerCase() === mailbox.toLowerCase())
    return passed(`the delegate acts for ${address}`, { requestId: client.lastRequestId });
  return passed(`${mailbox} is a secondary address; the delegate acts for its mailbox ${address}`, {
    requestId: client.lastRequestId,
    advice: 'ewsMailboxSecondaryAddress',
    facts: { primary: address },
  });
}

/** The calendar folder and the entries in it can be read. */
export async function folderRung({ connection, access, signal }: Climb): Promise<RungResult> {
  const { client } = connection;
  try {
    const folder = await client.callOne(getFolder('calendar'), access.mailbox, signal);
    const now = Date.now();
    const week = findInView(new Date(now).toISOString(), new Date(now + WEEK).toISOString(), []);
    const { items } = await client.callOne(week, access.mailbox, signal);
    const words = `"${folder.displayName}" holds ${folder.totalCount} entries, ${items.length} of the coming week`;
    return passed(words, {
      requestId: client.lastRequestId,
      facts: {
        folder: folder.displayName,
        entries: String(folder.totalCount),
        thisWeek: String(items.length),
      },
    });
  } catch (error) {
    if (error instanceof SideError)
      return failedBy(error.details, error.details.advice === 'ewsGone' ? 'ewsFolderMissing' : undefined);
    throw error;
  }
}

/** The typed failure of a call, or null when it succeeded. */
async function failureOf(call: Promise<unknown>): Promise<ErrorDetails | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof SideError) return error.details;
    throw error;
  }
}

/** The part behind the @ in lower case; empty for `DOMAIN\user` and plain names. */
function domainOf(name: string): string {
  return name.includes('@') ? name.slice(name.lastIndexOf('@') + 1).toLowerCase() : '';
}
