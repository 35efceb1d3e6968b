import { expect, test } from 'vitest';
import { z } from 'zod';
import { CalendarDate } from './contract/calendar-time.ts';
import { errorBody } from './error-body.ts';
import { refuseIssues } from './validation.ts';

const Form = z.strictObject({
  subject: z.string().min(1).max(5),
  at: z.iso.datetime({ offset: true }),
  days: z.number().int().min(1).max(10),
  ids: z.array(z.uuid()).max(2),
  on: z.boolean(),
  kind: z.enum(['a', 'b']),
  time: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('timed'), start: z.iso.datetime({ offset: true }) }),
    z.strictObject({ kind: z.literal('allDay'), start: CalendarDate }),
  ]),
});

const GOOD = {
  subject: 'Hello',
  at: '2026-11-24T09:00:00+02:00',
  days: 3,
  ids: [],
  on: true,
  kind: 'a',
  time: { kind: 'allDay', start: '2026-11-24' },
};

function fieldsOf(change: Record<string, unknown>): Record<string, string> {
  const data = { ...GOOD, ...change };
  const result = Form.safeParse(data);
  if (result.success) return {};
  const fields = refuseIssues(result.error.issues, data).details.fields ?? {};
  return Object.fromEntries(Object.entries(fields).map(([path, field]) => [path, field.key]));
}

test.each([
  [{}, {}],
  [{ subject: undefined }, { subject: 'validation.required' }],
  [{ subject: '' }, { subject: 'validation.required' }],
  [{ subject: 'far too long' }, { subject: 'validation.textTooBig' }],
  [{ subject: 7 }, { subject: 'validation.notText' }],
  [{ at: 'tomorrow' }, { at: 'validation.notInstant' }],
  [{ at: '2026-11-24T09:00:00' }, { at: 'validation.notInstant' }],
  [{ days: 0 }, { days: 'validation.numberTooSmall' }],
  [{ days: 11 }, { days: 'validation.numberTooBig' }],
  [{ days: 1.5 }, { days: 'validation.notWhole' }],
  [{ days: 'three' }, { days: 'validation.notNumber' }],
  [{ ids: ['x'] }, { 'ids.0': 'validation.notId' }],
  [{ ids: 'x' }, { ids: 'validation.notList' }],
  [{ on: 'yes' }, { on: 'validation.notYesNo' }],
  [{ kind: 'c' }, { kind: 'validation.notAmong' }],
  [{ nickname: 'N' }, { nickname: 'validation.unknownField' }],
  [{ time: 'noon' }, { time: 'validation.notObject' }],
  [{ time: { kind: 'never' } }, { 'time.kind': 'validation.notValid' }],
  [{ time: { kind: 'allDay', start: '24.11.2026' } }, { 'time.start': 'validation.notDate' }],
  [{ time: { kind: 'allDay', start: '2026-02-31' } }, { 'time.start': 'validation.notDate' }],
  [{ time: { kind: 'allDay', start: '0000-01-01' } }, { 'time.start': 'validation.yearUnlikely' }],
  [{ time: { kind: 'timed', start: '2026-11-24' } }, { 'time.start': 'validation.notInstant' }],
])('%j is told as %j', (change, fields) => {
  expect(fieldsOf(change)).toEqual(fields);
});

test('the message joins the sentences of the fields, in the language asked for', () => {
  const result = Form.safeParse({ ...GOOD, subject: '', days: 99 });
  const refusal = refuseIssues(result.error?.issues ?? [], { ...GOOD, subject: '', days: 99 });
  expect(errorBody(refusal, 'fi', 'r-1')).toEqual({
    code: 'invalidRequest',
    message:
      'Aihe: tämä tieto vaaditaan. Täytä kenttä. days: luku on liian suuri, enintään 10. Anna pienempi luku.',
    fields: {
      subject: 'Aihe: tämä tieto vaaditaan. Täytä kenttä.',
      days: 'days: luku on liian suuri, enintään 10. Anna pienempi luku.',
    },
    requestId: 'r-1',
  });
});
