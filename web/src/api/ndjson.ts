/**
 * Reads an `application/x-ndjson` body value by value, each as soon as its line is whole. A last line
 * without a line feed counts; empty lines do not.
 */
export async function* ndjson<Value>(body: ReadableStream<Uint8Array>): AsyncGenerator<Value> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as Value;
    }
    if (rest.trim() !== '') yield JSON.parse(rest) as Value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
