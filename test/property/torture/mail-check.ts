/** What Tahti may send, and to whom: looked at after each deed, over everything that the server ever sent. */
import { Broken } from './broken.ts';
import type { Meeting } from './meeting.ts';
import { tokenOf } from './thing.ts';
import type { Dweller, Town } from './town.ts';

/** A mail as the sandbox logs it, one for each recipient. */
export interface Mail {
  readonly sequence: number;
  readonly kind: string;
  readonly from: { readonly address: string };
  readonly to: { readonly address: string };
  readonly sentBy?: string;
  readonly subject: string;
  readonly location?: string;
  readonly start?: string;
}

/** All mails so far, and who has not been synchronized well since they switched on. */
export class Post {
  readonly mails: Mail[] = [];
  /** Ids of users who have had no good run since they switched on. */
  readonly #beginners = new Set<string>();

  /** Somebody switches on: their next good run is a first one. */
  begins({ user }: Dweller): void {
    this.#beginners.add(user.id);
  }

  /** Reads what was sent since the last look; throws Broken where Tahti should not have sent it. */
  async read(town: Town): Promise<void> {
    const beginners = town.dwellers.filter(({ user }) => this.#beginners.has(user.id));
    const known = await lastSuccesses(town);
    for (const userId of [...this.#beginners]) if (known.get(userId)) this.#beginners.delete(userId);
    const since = this.mails.at(-1)?.sequence ?? 0;
    const news = (await town.company.exchange.control('GET', `mails?since=${since}`)) as readonly Mail[];
    const faults = news.flatMap((mail) => {
      const found = isTahtis(mail) ? faultsOf(town, mail, this.mails, beginners) : [];
      this.mails.push(mail);
      return found.map(
        (fault) => `${mail.kind} from ${mail.from.address} to ${mail.to.address} (${mail.subject}): ${fault}`,
      );
    });
    town.tally.mails += news.filter(isTahtis).length;
    if (faults.length > 0) throw new Broken(faults);
  }
}

function isTahtis({ sentBy }: Mail): boolean {
  return sentBy?.toLowerCase().startsWith('sync.delegate') ?? false;
}

function faultsOf(town: Town, mail: Mail, before: readonly Mail[], beginners: readonly Dweller[]): string[] {
  if (!town.isInviting) return ['sent although everybody has a copy of their own'];
  const token = tokenOf(mail.subject);
  const meeting = town.meetings.find(({ thing }) => thing.token === token);
  if (!meeting) return ['sent about something that is nobody else’s'];
  const to = mail.to.address;
  const earlier = before.filter((one) => tokenOf(one.subject) === token && one.to.address === to);
  if (mail.kind === 'response') return answerFaults(mail, meeting, before);
  if (mail.from.address !== meeting.organiser?.user.email) return ['sent by somebody who did not call it'];
  if (!meeting.everCalled.has(to)) return ['sent to somebody whom nobody called'];
  const last = earlier.at(-1);
  if (mail.kind === 'cancellation') return cancellationFaults(mail, meeting, last);
  const isFirst = !earlier.some(({ kind }) => kind === 'request');
  const isBeginner = beginners.some(({ user }) => user.email === mail.from.address);
  return [
    ...(last?.kind === 'request' && saysTheSame(last, mail) ? ['told twice of one change'] : []),
    // In one happening somebody may be synchronized for the first time, make a meeting and be synchronized again.
    ...(isFirst && isBeginner && meeting.moment < town.moment ? ['invited by a first synchronization'] : []),
  ];
}

/** Only those are told who were left out, unless the whole meeting is over. */
function cancellationFaults({ to }: Mail, { isOver, removed }: Meeting, last: Mail | undefined): string[] {
  return [
    ...(isOver || removed.has(to.address) ? [] : ['called off for somebody who still takes part']),
    ...(last?.kind === 'cancellation' ? ['called off twice'] : []),
  ];
}

/** As often as somebody answered on the page, and to whom called it. */
function answerFaults({ from, to, subject }: Mail, meeting: Meeting, before: readonly Mail[]): string[] {
  const { organiser, answers } = meeting;
  const sent = before.filter(
    (one) =>
      one.kind === 'response' &&
      isTahtis(one) &&
      one.from.address === from.address &&
      tokenOf(one.subject) === tokenOf(subject),
  ).length;
  const given = answers.get(from.address) ?? 0;
  return [
    ...(organiser && to.address !== organiser.user.email ? ['answered to somebody who did not call it'] : []),
    ...(sent + 1 > given ? [`answered ${sent + 1} times, having said so ${given} times`] : []),
  ];
}

function saysTheSame(one: Mail, other: Mail): boolean {
  return one.subject === other.subject && one.location === other.location && one.start === other.start;
}

async function lastSuccesses(town: Town): Promise<ReadonlyMap<string, string | null>> {
  const { rows } = await town.database.pool.query<{ id: string; at: string | null }>(
    'select user_id as id, last_success_at::text as at from synchronizations where organization_id = $1',
    [town.company.organizationId],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}
