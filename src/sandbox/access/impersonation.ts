import { EwsFault } from '../ews/ews-error.ts';
import { nonPrimary } from '../ews/folder-lookup.ts';
import type { XmlElement } from '../ews/xml-read.ts';
import type { AccountRecord } from '../mailbox-store/account.ts';
import type { Directory } from '../mailbox-store/directory.ts';

/**
 * The account that an ExchangeImpersonation header names, when the caller may act for it.
 * @throws EwsFault ErrorNonExistentMailbox, ErrorNonPrimarySmtpAddress, ErrorInvalidUserPrincipalName,
 *   ErrorInvalidUserSid, ErrorImpersonateUserDenied, ErrorAccountDisabled
 */
export function impersonate(header: XmlElement, caller: AccountRecord, directory: Directory): AccountRecord {
  const identifier = header.children[0]?.children[0];
  const value = identifier?.text.trim() ?? '';
  const account = accountOf(identifier?.name ?? '', value, directory);
  if (!mayActFor(caller, account, directory)) {
    throw new EwsFault(
      'ErrorImpersonateUserDenied',
      'The account does not have permission to impersonate the requested user.',
    );
  }
  if (account.isDisabled) throw new EwsFault('ErrorAccountDisabled', 'The account is disabled.');
  return account;
}

function accountOf(kind: string, value: string, directory: Directory): AccountRecord {
  switch (kind) {
    case 'PrincipalName':
      return (
        directory.accountByName(value) ??
        fail('ErrorInvalidUserPrincipalName', 'The user principal name is invalid.')
      );
    case 'SID':
      return directory.accountBySid(value) ?? fail('ErrorInvalidUserSid', 'The user SID is invalid.');
    default:
      return accountOfAddress(value, kind === 'PrimarySmtpAddress', directory);
  }
}

function accountOfAddress(address: string, mustBePrimary: boolean, directory: Directory): AccountRecord {
  const mailbox = directory.mailboxByAddress(address);
  const account = mailbox && directory.accountOfMailbox(mailbox.record.guid);
  if (!mailbox || !account || account.isUnlicensed)
    return fail('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.');
  const { primaryAddress } = mailbox.record;
  if (mustBePrimary && primaryAddress.toLowerCase() !== address.toLowerCase()) {
    const { code, message, messageXml } = nonPrimary(primaryAddress);
    throw new EwsFault(code, message, messageXml);
  }
  return account;
}

function fail(code: string, message: string): never {
  throw new EwsFault(code, message);
}

/** Everybody may act for themselves; for others one needs the right, and its scope must hold the mailbox. */
function mayActFor(caller: AccountRecord, account: AccountRecord, directory: Directory): boolean {
  if (caller.sid === account.sid) return true;
  if (!caller.impersonation) return false;
  const { scope } = caller.impersonation;
  const primary = directory.mailboxByGuid(account.mailbox ?? '')?.record.primaryAddress.toLowerCase();
  return scope === null || scope.some((address) => address.toLowerCase() === primary);
}
