import type { Role } from '../model/organization.ts';

/** On whose behalf something is read: queries that hide things from some people ask for it. */
export interface Viewer {
  readonly userId: string;
  readonly role: Role;
}
