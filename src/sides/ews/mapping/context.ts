import type { ZoneId } from '../../../model/time.ts';
import type { VersionTraits } from '../versions.ts';

/** What mapping needs to know besides the item. */
export interface MappingContext {
  /** IANA zone of the mailbox's user. */
  readonly userZone: ZoneId;
  readonly traits: VersionTraits;
  /** The addresses under which the mailbox's user is known, lower-case, the best known one first. */
  readonly ownAddresses?: () => readonly string[];
}
