import type { ErrorDetails } from '../model/problem.ts';

/**
 * A failure of Tahti's own (a fault in the code, the database) as the log keeps it. The message is left
 * out on purpose: it may quote what was being written.
 */
export function internalError(error: unknown): ErrorDetails {
  const name = error instanceof Error ? error.name : typeof error;
  const code = (error as { code?: unknown } | null)?.code;
  return {
    kind: 'retry',
    source: 'tahti',
    code: 'TAHTI_INTERNAL',
    words: typeof code === 'string' ? `${name} (${code})` : name,
    requestId: null,
    advice: 'syncInternal',
    retryAfter: null,
  };
}

/**
 * An unexpected error as the process's log takes it: what it is and where it happened. Its message is left out,
 * since it may quote an entry (and the stack begins with it).
 */
export function traceOf(error: unknown): { readonly error: string; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const code = (error as { code?: unknown }).code;
  const name = typeof code === 'string' ? `${error.name} (${code})` : error.name;
  return { error: name, at: placesIn(error) };
}

/** The stack behind the message; where the message is not at its beginning, nothing of it is certain. */
function placesIn({ name, message, stack = '' }: Error): readonly string[] {
  const head = message === '' ? name : `${name}: ${message}`;
  if (!stack.startsWith(head)) return [];
  return stack
    .slice(head.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
}
