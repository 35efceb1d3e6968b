/** One rung of the connection test, told when it starts (`running`) and again when it is known. */
export interface Rung {
  readonly name:
    | 'address'
    | 'tls'
    | 'clock'
    | 'signIn'
    | 'version'
    | 'impersonation'
    | 'folder'
    | 'probe'
    | 'notifications';
  readonly state: 'running' | 'passed' | 'failed' | 'skipped';
  /** The server's exact words, or ours where the server was never reached. */
  readonly words: string;
  readonly requestId: string | null;
  /** Key of the advice in the language files, `advice.<key>`. */
  readonly advice: string | null;
  readonly facts: Readonly<Record<string, string>>;
  readonly millis: number;
}
