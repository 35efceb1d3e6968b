/** A command that cannot do what was asked; the message is for people and names the way out. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
