import type { Log } from './log.ts';

/** How long stopping may take before the process ends anyway, in milliseconds. */
const STOP_LIMIT = 20_000;

/**
 * Ctrl-C reaches the whole group of processes, and `npm start` passes it on besides: the same wish within
 * this time (milliseconds) is one wish.
 */
const SAME_SIGNAL = 1_000;

/**
 * Runs a long-lived command: starts its parts, waits until a signal (or the end of the parent that
 * started us through an IPC channel) asks to stop, then closes the parts in reverse order. A second
 * signal ends the process at once; the next start recovers what was under way.
 */
export async function runUntilStopped(
  log: Log,
  start: (parts: AsyncDisposableStack) => Promise<void>,
): Promise<void> {
  const parts = new AsyncDisposableStack();
  const stopAsked = waitForStop();
  try {
    // A stop that comes while starting is honoured too, once what was begun can be closed in order.
    await start(parts);
    const why = await stopAsked;
    log.info({ why }, 'stopping');
  } finally {
    setTimeout(() => process.exit(1), STOP_LIMIT).unref();
    await parts.disposeAsync();
    if (process.connected) process.disconnect?.();
  }
}

function waitForStop(): Promise<string> {
  return new Promise((resolve) => {
    let askedAt: number | null = null;
    const ask = (why: string) => {
      const now = Date.now();
      if (askedAt !== null && why !== 'parent gone' && now - askedAt > SAME_SIGNAL) process.exit(130);
      askedAt ??= now;
      resolve(why);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ask(signal));
    process.once('disconnect', () => ask('parent gone'));
  });
}
