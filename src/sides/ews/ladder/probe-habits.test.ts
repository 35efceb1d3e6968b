import { describe, expect, test } from 'vitest';
import { EXCHANGE_HABITS, habitsFact, habitsOf, type ServerHabits } from '../habits.ts';
import { connectTo, signal } from '../testing/connect.ts';
import { type OddHabits, type OddItem, oddServer } from '../testing/odd-server.ts';
import { findHabits } from './probe-habits.ts';

const CHANGED =
  '<t:ModifiedOccurrences><t:Occurrence><t:ItemId Id="exception" ChangeKey="e"/></t:Occurrence></t:ModifiedOccurrences>';

/** A server that takes the probe series; what it is told otherwise is Exchange's way. */
async function habitsFound(odd: {
  body?: string;
  moves?: boolean;
  guards?: boolean;
  sync?: OddHabits['sync'];
}): Promise<ServerHabits> {
  const { body = '&lt;p&gt;Tahti&lt;/p&gt;', moves = true, guards = true } = odd;
  const probe: OddItem = { changeKey: 'k1', xml: `<t:Body BodyType="HTML">${body}</t:Body>` };
  const update = (request: string) => {
    const isOld = !request.includes(`ChangeKey="${probe.changeKey}"`);
    if (isOld && guards) return 'ErrorIrresolvableConflict';
    probe.xml += CHANGED;
    if (moves) probe.changeKey = 'k2';
    return undefined;
  };
  const sync = odd.sync ?? (() => 'ErrorInvalidSyncStateData');
  const { connection } = await connectTo(oddServer(new Map([['probe', probe]]), { update, sync }));
  const mailbox = 'onni@esimerkki.example';
  const access = connection.access({ mailboxAddress: mailbox, userZone: 'Etc/UTC' });
  const settings = { url: '', version: '2016', userName: '', password: '' } as const;
  return await findHabits({ settings, connection, access, mailbox, signal: signal() });
}

describe('the probe of a server’s habits', () => {
  test('finds none in a server that does as Exchange does', async () => {
    expect(await habitsFound({})).toEqual(EXCHANGE_HABITS);
  });

  test('finds a master’s change key that stands still', async () => {
    expect(await habitsFound({ moves: false })).toEqual({ ...EXCHANGE_HABITS, masterKeyIsStill: true });
  });

  test('finds that old change keys are taken', async () => {
    expect(await habitsFound({ guards: false })).toEqual({ ...EXCHANGE_HABITS, takesStaleKeys: true });
  });

  test('finds that any sync state is taken', async () => {
    const sync = () => ({ changes: '', state: 'any' });
    expect(await habitsFound({ sync })).toEqual({ ...EXCHANGE_HABITS, takesAnySyncState: true });
  });

  test('finds formatted bodies that come empty', async () => {
    expect(await habitsFound({ body: '' })).toEqual({ ...EXCHANGE_HABITS, bestBodyIsEmpty: true });
  });

  test('tells them as one fact, which is read back', () => {
    const habits = { ...EXCHANGE_HABITS, takesStaleKeys: true, bestBodyIsEmpty: true };
    expect(habitsOf({ habits: habitsFact(habits) })).toEqual(habits);
    expect(habitsOf({})).toEqual(EXCHANGE_HABITS);
  });
});
