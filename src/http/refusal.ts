/** Values for the places in a sentence, for example `{seconds}`. */
export type SentenceParams = Readonly<Record<string, string | number>>;

/** A sentence of the language files that belongs beside one field. */
export interface FieldRefusal {
  /** Key of the sentence: `validation.<key>` or `error.<key>` in full. */
  readonly key: string;
  readonly params?: SentenceParams;
}

export interface RefusalDetails {
  readonly params?: SentenceParams;
  /** Field path (`form.ewsUrl`) to the sentence beside it. */
  readonly fields?: Readonly<Record<string, FieldRefusal>>;
  /** Texts that are nobody's to translate (a server's own words), by field path. */
  readonly words?: Readonly<Record<string, string>>;
  /** More of the answer's body, as its contract says (`current`, `trouble`, `rung`). */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
}

/**
 * A refused request: thrown anywhere under a route and turned into an `ApiError` in the person's own
 * language by the error handler. `code` is also the key of its sentence, `error.<code>`.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: RefusalDetails;

  constructor(status: number, code: string, details: RefusalDetails = {}) {
    super(code);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** Refuses one field: the answer's `fields` names it, and its sentence is the message too. */
export function refuseField(status: number, field: string, code: string, params?: SentenceParams): Refusal {
  return new Refusal(status, code, { params, fields: { [field]: { key: `error.${code}`, params } } });
}
