import type { Viewer as StoreViewer } from '../store/viewer.ts';
import type { Language } from './contract.ts';

/** The person behind a request, as their session names them; `null` where nobody is signed in. */
export interface Viewer extends StoreViewer {
  readonly organizationId: string;
  readonly language: Language;
  readonly csrfToken: string;
  /** Addresses for which the OpenID provider vouched when this session began; none where they came in otherwise. */
  readonly vouchedFor: readonly string[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the session has been read, and where there is none. */
    viewer: Viewer | null;
  }
}
