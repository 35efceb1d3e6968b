/** Why a sign-in by the provider came to nothing; each has a sentence on the sign-in page. */
export type ProviderProblem =
  /** The provider does not answer, or answers what cannot be used. */
  | 'unavailable'
  /** The person, or the provider's rules, said no. */
  | 'denied'
  /** The way back came too late, twice, or into another browser. */
  | 'expired'
  /** The answer does not hold: state, nonce, signature, issuer or audience. */
  | 'failed'
  | 'addressUnverified'
  | 'otherDomain'
  | 'noAccount'
  | 'severalAccounts'
  /** The account is linked to another person at the provider. */
  | 'otherIdentity'
  /** The person at the provider opens another account already. */
  | 'linkTaken'
  /** Operators are never found by an address. */
  | 'operatorNotLinked';

/** Ends a sign-in by the provider; the browser is led back to the page, which says why. */
export class ProviderFailure extends Error {
  readonly problem: ProviderProblem;

  /** `words` are the provider's or the library's own, for the log. */
  constructor(problem: ProviderProblem, words: string = problem) {
    super(words);
    this.name = 'ProviderFailure';
    this.problem = problem;
  }
}
