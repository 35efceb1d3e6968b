import type { ActivityParticipant, ParticipantStatus as Status } from '../../model/activity.ts';
import { applyPatch, type PatchOperation } from './json-patch.ts';
import { ParticipantStatus } from './participant-schema.ts';
import { badProperty } from './severa-error.ts';

/**
 * The answer that a patch gives. Only the confirmation can be patched: `status`, or `isConfirmed` as
 * Severa's description calls it (true: accepted, false: not answered).
 */
export function readConfirmation(
  participant: ActivityParticipant,
  operations: readonly PatchOperation[],
): Status {
  const told = {
    status: participant.status as unknown,
    isConfirmed: participant.status === ('Accepted' as unknown),
  };
  const patched = applyPatch(told, operations);
  const other = Object.keys(patched).find((name) => !(name in told));
  if (other !== undefined) throw badProperty(other, 'Only the confirmation of a participant can be changed.');
  if (patched.isConfirmed !== told.isConfirmed) return confirmed(patched.isConfirmed);
  const status = ParticipantStatus.safeParse(patched.status);
  if (status.success) return status.data;
  throw badProperty('status', `status must be one of ${ParticipantStatus.options.join(', ')}.`);
}

function confirmed(value: unknown): Status {
  if (typeof value === 'boolean') return value ? 'Accepted' : 'Unknown';
  throw badProperty('isConfirmed', 'isConfirmed must be true or false.');
}
