import type { ErrorDetails } from '../model/problem.ts';

/**
 * A failure of Tahti's own (a fault in the code, the database) as the log keeps it. The message is left
 * out on purpose: it may quote what was being written. The process's log has it.
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
