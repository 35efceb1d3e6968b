/**
 * The one line of JSON on standard output: whoever started this process reads from it that everything
 * answers, and where. All else goes to standard error.
 */
export function printReady(addresses: { web?: string; sandbox?: string; metrics?: string }): void {
  process.stdout.write(`${JSON.stringify({ ready: true, ...addresses })}\n`);
}
