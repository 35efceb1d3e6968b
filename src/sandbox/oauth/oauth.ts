import { type Application, exampleApplication } from './application.ts';
import { Tokens } from './token.ts';

/** The registered application and the tokens that were issued to it; not kept over a restart. */
export class OAuth {
  application: Application = exampleApplication;
  readonly tokens = new Tokens();

  reset(): void {
    this.application = exampleApplication;
    this.tokens.revoke();
  }
}
