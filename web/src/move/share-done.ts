/** How much of a whole is done, in whole percent; all only when nothing is left. */
export function shareDone(done: number, all: number): number {
  if (all === 0) return 100;
  return done >= all ? 100 : Math.min(99, Math.floor((done / all) * 100));
}
