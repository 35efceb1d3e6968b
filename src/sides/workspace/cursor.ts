import type { SequenceState } from './activity-repository.ts';
import { workspaceError } from './errors.ts';

/** Whose calendar a cursor belongs to: one of another company or user says nothing about this one. */
export interface CursorOwner {
  readonly organizationId: string;
  readonly userId: string;
}

export function writeCursor({ organizationId, userId }: CursorOwner, sequence: number): string {
  return `activities:1:${organizationId}:${userId}:${sequence}`;
}

/**
 * The number after which a cursor goes on. Throws SideError `resync` for a cursor of somebody else, one
 * from before what is still known, and one from after the last change: then the database is an older copy.
 */
export function readCursor(owner: CursorOwner, cursor: string, state: SequenceState): number {
  const prefix = writeCursor(owner, 0).slice(0, -1);
  const digits = cursor.startsWith(prefix) ? cursor.slice(prefix.length) : '';
  const sequence = /^\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
  if (sequence >= state.floor && sequence <= state.current) return sequence;
  throw workspaceError('WORKSPACE_CURSOR_LOST');
}
