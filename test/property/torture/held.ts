import { decideHeldDeletions } from '../../../src/store/held-deletions.ts';
import type { Town } from './town.ts';

/** A person says yes to whatever waits: the model knows what they deleted. */
export async function approveDeletions(town: Town): Promise<void> {
  for (const { user } of town.dwellers)
    town.tally.held += await decideHeldDeletions(
      town.database.db,
      town.company.organizationId,
      user.id,
      'approve',
    );
}
