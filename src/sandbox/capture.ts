import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes requests and answers as files for the schema check, when it is told where. */
export class Capture {
  directory: string | null;
  #count = 0;
  readonly #session = `${process.pid}-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 6)}`;

  constructor(directory: string | null) {
    this.directory = directory;
  }

  /** Keeps one exchange. Answers that a fault spoiled on purpose are not given to this. */
  keep(operation: string | null, request: string, answer: string): void {
    if (this.directory === null) return;
    mkdirSync(this.directory, { recursive: true });
    this.#count += 1;
    const name = `${this.#session}-${String(this.#count).padStart(5, '0')}-${operation ?? 'unknown'}`;
    writeFileSync(join(this.directory, `${name}-request.xml`), request);
    writeFileSync(join(this.directory, `${name}-answer.xml`), answer);
  }
}
