import { describe, expect, test } from 'vitest';
import type { Failure } from '../answer.ts';
import { fault, soap, success } from '../testing/hostile-server.ts';
import { EnvelopeStream } from './envelope-stream.ts';

const events = (id: string) =>
  soap(
    'GetStreamingEvents',
    success('GetStreamingEvents', `<m:ConnectionStatus>${id} ä</m:ConnectionStatus>`),
  );

/** What was handed over when the bytes came in pieces of this size. */
function read(text: string, size: number): { told: string[]; faults: string[] } {
  const told: string[] = [];
  const faults: string[] = [];
  const stream = new EnvelopeStream(
    null,
    (message) => told.push(message.children.find(({ name }) => name === 'ConnectionStatus')?.text ?? ''),
    ({ code }: Failure) => faults.push(code),
  );
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += size) stream.write(bytes.subarray(at, at + size));
  return { told, faults };
}

describe('a stream of envelopes', () => {
  const three = `${events('one')}\r\n${events('two')}\uFEFF${events('three')}`;

  test.each([1, 2, 3, 7, 64, 1000, 100_000])('is told apart when it comes %i bytes at a time', (size) => {
    expect(read(three, size).told).toEqual(['one ä', 'two ä', 'three ä']);
  });

  test('hands an envelope over as soon as its last byte is there', () => {
    const told: string[] = [];
    const stream = new EnvelopeStream(
      'utf-8',
      () => told.push('message'),
      () => {},
    );
    const bytes = Buffer.from(events('one'));
    stream.write(bytes.subarray(0, -1));
    stream.write(bytes.subarray(-1));
    expect(told).toEqual(['message']);
  });

  test('is not fooled by what looks like an end in a comment or a text', () => {
    const tricky = events('one').replace(
      '<m:ConnectionStatus>',
      '<!-- </s:Envelope> --><m:ConnectionStatus><![CDATA[</s:Envelope>]]>',
    );
    expect(read(tricky + events('two'), 5).told).toEqual(['</s:Envelope>one ä', 'two ä']);
  });

  test('tells a fault among its envelopes', () => {
    expect(read(events('one') + fault('ErrorServerBusy'), 11)).toEqual({
      told: ['one ä'],
      faults: ['ErrorServerBusy'],
    });
  });

  test('refuses anything else between envelopes, a DOCTYPE, and two-byte charsets', () => {
    expect(() => read(`${events('one')}garbage${events('two')}`, 9)).toThrow(/EWS_MALFORMED_XML/);
    expect(() => read(`<!DOCTYPE x [<!ENTITY a "b">]>${events('one')}`, 9)).toThrow(/EWS_DOCTYPE_REFUSED/);
    expect(
      () =>
        new EnvelopeStream(
          'utf-16',
          () => {},
          () => {},
        ),
    ).toThrow(/EWS_MALFORMED_XML/);
  });

  test('refuses an envelope that never ends', () => {
    const stream = new EnvelopeStream(
      null,
      () => {},
      () => {},
    );
    const chunk = Buffer.from(`<!--${' '.repeat(1024 * 1024)}-->`);
    stream.write(Buffer.from('<a>'));
    expect(() => {
      for (let n = 0; n < 20; n++) stream.write(chunk);
    }).toThrow(/EWS_ANSWER_TOO_LARGE/);
  });
});
