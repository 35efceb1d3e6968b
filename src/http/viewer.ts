import type { Language, Role } from './contract.ts';

/** The person behind a request, as their session names them; `null` where nobody is signed in. */
export interface Viewer {
  readonly id: string;
  readonly organizationId: string;
  readonly role: Role;
  readonly language: Language;
  /** SHA-256 of the session's token: the key of its row. */
  readonly tokenHash: string;
  readonly csrfToken: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the session has been read, and where there is none. */
    viewer: Viewer | null;
  }
}
