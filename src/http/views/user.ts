import type { UserOverview } from '../../store/user-overview.ts';
import type { CompanyRole, UserRow } from '../contract.ts';
import { troubleView } from './trouble.ts';

/** A user as the list shows them. */
export function userRow(user: UserOverview): UserRow {
  const { id, email, firstName, lastName, language, timeZone, lastSignInAt } = user;
  const { state, wasOn, enabledAt, lastSuccessAt, lastError, problems, held, problemKinds } = user;
  const isOff = state === 'off';
  return {
    ...{ id, email, firstName, lastName, language, timeZone, lastSignInAt },
    name: `${firstName} ${lastName}`.trim(),
    // The database keeps operators out of companies.
    role: user.role as CompanyRole,
    account: user.isActive ? 'active' : 'disabled',
    ...{ state, wasOn, lastSuccessAt, problems, held },
    since: isOff ? null : enabledAt,
    mailbox: isOff ? null : (user.resolvedAddress ?? user.mailboxAddress),
    trouble: lastError && troubleView(lastError, user.lastFinishedAt ?? enabledAt ?? ''),
    problemKinds: [...problemKinds],
    mismatch: problemKinds.includes('addressMismatch') ? mismatchOf(user) : null,
    invitation: invitationOf(user),
  };
}

function mismatchOf({ bySignInName }: UserOverview): UserRow['mismatch'] {
  return bySignInName ? 'foundBySignInName' : 'addressChanged';
}

function invitationOf(user: UserOverview): UserRow['invitation'] {
  const { invitedAt, invitedBy, invitationMail, invitationDismissed } = user;
  if (invitedAt === null) return null;
  const mail = invitationMail ?? 'none';
  return { at: invitedAt, by: invitedBy ?? '', mail, dismissed: invitationDismissed };
}
