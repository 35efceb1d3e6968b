/** What a torture found, with all that is needed to see it again. */
export class Broken extends Error {
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'Broken';
  }
}
