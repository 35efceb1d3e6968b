import { expect, test } from 'vitest';
import { simpleTypeProblem } from './simple-type.ts';

test.each([
  ['xs:boolean', ['true', '0', ' 1 '], ['yes', '', 'TRUE']],
  ['xs:int', ['-5', '+7', '0'], ['1.5', '', 'x']],
  [
    'xs:dateTime',
    ['2026-11-25T10:00:00Z', '2026-11-25T10:00:00.1234567+02:00'],
    ['2026-11-25', '2026-13-01T00:00:00Z'],
  ],
  ['xs:duration', ['PT1H', '-P1DT2H', 'P1Y'], ['P', 'PT', '1H']],
  ['SensitivityChoicesType', ['Normal', 'Private'], ['private', '']],
  ['DaysOfWeekType', ['Monday Friday'], ['Monday Caturday']],
  ['PropertyTagType', ['0x0037', '55'], ['tag', '0x12345']],
  ['MaxSyncChangesReturnedType', ['1', '512'], ['0', '513']],
  [
    'GuidType',
    ['c11ff724-aa03-4555-9952-8fa248a11c3e'],
    ['c11ff724', '{c11ff724-aa03-4555-9952-8fa248a11c3e}'],
  ],
  ['NonEmptyStringType', ['x'], ['']],
  ['UnindexedFieldURIType', ['calendar:Start'], ['calendar:start']],
])('%s', (type, good, bad) => {
  for (const value of good) expect(simpleTypeProblem(type, value), value).toBeNull();
  for (const value of bad) expect(simpleTypeProblem(type, value), value).not.toBeNull();
});
