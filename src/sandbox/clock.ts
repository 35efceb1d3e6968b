/**
 * The sandbox's clock: the machine's, moved by an offset that the controls can set, so that a client can be
 * tested against a server whose clock is wrong.
 */
export class Clock {
  /** Milliseconds added to the machine's time; negative makes the server's clock slow. */
  offsetMs = 0;

  /** The server's time in milliseconds since 1970. */
  now(): number {
    return Date.now() + this.offsetMs;
  }
}
