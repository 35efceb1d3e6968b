import { describe, expect, it } from 'vitest';
import { ndjson } from './ndjson.ts';

const streamOf = (...chunks: (string | Uint8Array)[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks)
        controller.enqueue(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
      controller.close();
    },
  });

async function all(stream: ReadableStream<Uint8Array>): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const value of ndjson(stream)) values.push(value);
  return values;
}

describe('reading newline-delimited JSON', () => {
  it('gives one value for each line', async () => {
    expect(await all(streamOf('{"a":1}\n{"a":2}\n'))).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('waits for the rest of a line that came in two pieces', async () => {
    expect(await all(streamOf('{"a"', ':1}\n{"a":', '2}\n'))).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('keeps a letter whole that was cut between two pieces', async () => {
    const bytes = new TextEncoder().encode('{"a":"ä"}\n');
    const cut = bytes.indexOf(0xc3) + 1;
    expect(await all(streamOf(bytes.slice(0, cut), bytes.slice(cut)))).toEqual([{ a: 'ä' }]);
  });

  it('counts a last line without a line feed and skips empty lines', async () => {
    expect(await all(streamOf('\n{"a":1}\n\n{"a":2}'))).toEqual([{ a: 1 }, { a: 2 }]);
  });
});
