import type { Handle } from '../../store/handle.ts';
import { findSignInCandidates } from '../../store/sign-in.ts';
import {
  findIdentityOf,
  findIdentityOwner,
  type Identity,
  type IdentityOwner,
  linkIdentity,
} from '../../store/sign-in-identities.ts';
import type { ProviderConfig } from '../http-config.ts';
import { tellSignInChange } from '../sign-in-story.ts';
import { addressesOf, type PersonClaims, vouchedAddresses } from './claims.ts';
import { ProviderFailure } from './failure.ts';

/**
 * Whose account it is that a person at the provider opens: the one that is linked to them, else the one
 * user in all companies with an address that the provider vouches for, who is linked to them from then on.
 * Accounts are never made here. Throws ProviderFailure.
 */
export async function accountOf(
  db: Handle,
  config: ProviderConfig,
  claims: PersonClaims,
): Promise<IdentityOwner> {
  const identity = { issuer: config.issuer, subject: claims.sub };
  const owner = await findIdentityOwner(db, identity);
  if (owner !== undefined) return owner;
  const found = await accountByAddress(db, requireAddresses(config, claims));
  await linkToOneself(db, found, identity, 'otherIdentity');
  return found;
}

/** Links a person at the provider to an account. Throws ProviderFailure when either has another partner. */
export async function linkToOneself(
  db: Handle,
  owner: IdentityOwner,
  identity: Identity,
  otherwise: 'otherIdentity' | 'linkTaken',
): Promise<void> {
  const earlier = await findIdentityOf(db, owner, identity.issuer);
  if (earlier?.subject === identity.subject) return;
  if (earlier !== undefined) throw new ProviderFailure('otherIdentity');
  if (!(await linkIdentity(db, owner, identity))) throw new ProviderFailure(otherwise);
  await tellSignInChange(db, owner, 'identityLinked', owner.userId);
}

function requireAddresses(config: ProviderConfig, claims: PersonClaims): readonly string[] {
  if (vouchedAddresses(claims, config.issuer).length === 0) throw new ProviderFailure('addressUnverified');
  const allowed = addressesOf(config, claims);
  if (allowed.length === 0) throw new ProviderFailure('otherDomain');
  return allowed;
}

/** A company's provider must not open the whole installation: operators link themselves, signed in. */
async function accountByAddress(db: Handle, addresses: readonly string[]): Promise<IdentityOwner> {
  const users = (await Promise.all(addresses.map((address) => findSignInCandidates(db, address)))).flat();
  const people = users.filter((user) => user.role !== 'operator');
  const [person, ...others] = people.filter(
    (user, index) => people.findIndex(({ id }) => id === user.id) === index,
  );
  if (person === undefined) throw new ProviderFailure(users.length > 0 ? 'operatorNotLinked' : 'noAccount');
  if (others.length > 0) throw new ProviderFailure('severalAccounts');
  return { organizationId: person.organizationId, userId: person.id };
}
