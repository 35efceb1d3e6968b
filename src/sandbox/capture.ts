import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const refusals = [
  'ErrorSchemaValidation',
  'ErrorIncorrectSchemaVersion',
  'ErrorInvalidRequest',
  'ErrorInvalidServerVersion',
];

/** Writes requests and answers as files for the schema check, when it is told where. */
export class Capture {
  directory: string | null;
  #count = 0;
  readonly #session = `${process.pid}-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 6)}`;

  constructor(directory: string | null) {
    this.directory = directory;
  }

  /**
   * Keeps one exchange. Answers that a fault spoiled on purpose are not given to this.
   * @param codes the answer's response codes: a request that was refused for its shape is named so
   */
  keep(operation: string | null, codes: readonly string[], request: string, answer: string): void {
    if (this.directory === null) return;
    mkdirSync(this.directory, { recursive: true });
    this.#count += 1;
    const refused = codes.some((code) => refusals.includes(code)) ? '-refused' : '';
    const name = `${this.#session}-${String(this.#count).padStart(5, '0')}-${operation ?? 'unknown'}${refused}`;
    writeFileSync(join(this.directory, `${name}-request.xml`), request);
    writeFileSync(join(this.directory, `${name}-answer.xml`), answer);
  }
}
