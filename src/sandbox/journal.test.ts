import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal } from './journal.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

/** A journal of the last value written. */
function open() {
  const state = { value: '' };
  const journal = openJournal<string>(
    dataDir,
    (line) => {
      state.value = line.join('+');
    },
    () => [[state.value]],
  );
  const write = (...changes: string[]): void => {
    journal.append(changes);
    state.value = changes.join('+');
  };
  return { state, write, close: journal.close };
}

const path = () => join(dataDir, 'journal.jsonl');

test('what was written is read again, and compact after the next start', () => {
  const first = open();
  first.write('a');
  first.write('b', 'c');
  first.close();
  const second = open();
  expect(second.state.value).toBe('b+c');
  expect(readFileSync(path(), 'utf8')).toBe('["b+c"]\n');
  second.close();
});

test('a line without its end is dropped whole', () => {
  const first = open();
  first.write('kept');
  first.close();
  appendFileSync(path(), '["torn","li');
  const second = open();
  expect(second.state.value).toBe('kept');
  second.close();
});

test('a compaction that was cut short leaves the old journal in force', () => {
  const first = open();
  first.write('kept');
  first.close();
  writeFileSync(`${path()}.new`, '["half');
  const second = open();
  expect(second.state.value).toBe('kept');
  second.close();
});

test('the journal of a long run does not grow without end', () => {
  const journal = open();
  const large = 'x'.repeat(1024 * 1024);
  for (let turn = 0; turn < 100; turn += 1) journal.write(`${turn}${large}`);
  expect(statSync(path()).size).toBeLessThan(50 * 1024 * 1024);
  journal.close();
  const again = open();
  expect(again.state.value).toBe(`99${large}`);
  again.close();
});
