import { expect, test } from 'vitest';
import { type Mail, MailLog } from './mail-log.ts';

const mail = (sequence: number): Mail => ({
  sequence,
  at: 0,
  kind: 'request',
  from: { name: 'Aino', address: 'aino@here.example' },
  to: { name: 'Onni', address: 'onni@here.example' },
  subject: '',
  uid: 'uid',
  meetingSequence: 0,
  delivery: 'mailbox',
});

test('numbers go on, and a reader gets what is new', () => {
  const log = new MailLog();
  expect(log.next).toBe(1);
  for (let count = 0; count < 3; count += 1) log.add(mail(log.next));
  expect(log.since(1).map((each) => each.sequence)).toEqual([2, 3]);
});

test('when it is full the oldest are forgotten, and numbers do not start over', () => {
  const log = new MailLog();
  for (let count = 0; count < 5_001; count += 1) log.add(mail(log.next));
  expect(log.all.length).toBeLessThanOrEqual(5_000);
  expect([log.all.at(-1)?.sequence, log.next]).toEqual([5_001, 5_002]);
  log.clear();
  expect(log.next).toBe(1);
});
