import { expect, test } from 'vitest';
import { noCounts } from '../../src/model/run-counts.ts';
import { company, onConnectedCompany, onni, step, viewOf, web } from '../fixtures/http-synchronization.ts';

onConnectedCompany();

/** What the runs so far found out about Onni’s mailbox. */
async function found(change: { resolvedAddress: string; bySignInName?: boolean }): Promise<void> {
  await web.database.db
    .updateTable('synchronizations')
    .set(change)
    .where('userId', '=', company.onni.id)
    .execute();
}

const matchNow = async () => (await viewOf(onni, company.onni)).body.addressMatch;

test('before anybody looked, nothing is claimed about the mailbox', async () => {
  expect(await matchNow()).toBe('unknown');
});

test('a run tells whether the user name is the primary address or another one, whatever its capitals', async () => {
  await step(onni, company.onni, 'on');
  await found({ resolvedAddress: company.onni.email.toUpperCase() });
  expect(await matchNow()).toBe('primary');
  await found({ resolvedAddress: 'onni@elsewhere.example' });
  expect((await viewOf(onni, company.onni)).body).toMatchObject({
    addressMatch: 'secondary',
    mailboxAddress: company.onni.email,
    resolvedAddress: 'onni@elsewhere.example',
  });
});

test('a mailbox that the server found by the sign-in name alone is not said to belong to the user name', async () => {
  await step(onni, company.onni, 'on');
  await found({ resolvedAddress: 'o.virtanen@elsewhere.example', bySignInName: true });
  expect(await matchNow()).toBe('signInName');
});

test('a user name that was changed since is told apart from the mailbox that is still followed', async () => {
  await step(onni, company.onni, 'on');
  await found({ resolvedAddress: company.onni.email });
  const changed = { email: `onni.new@${company.onni.email.split('@')[1]}` };
  await web.database.db.updateTable('users').set(changed).where('id', '=', company.onni.id).execute();
  expect(await matchNow()).toBe('changed');
});

test('the look before switching on says it already', async () => {
  const looked = { counts: noCounts(), examples: [] };
  const said = async () => (await step(onni, company.onni, 'dry-run')).body.addressMatch;
  web.engine.looked = { ...looked, resolvedAddress: company.onni.email };
  expect(await said()).toBe('primary');
  web.engine.looked = { ...looked, resolvedAddress: 'onni@elsewhere.example' };
  expect(await said()).toBe('secondary');
  web.engine.looked = { ...looked, resolvedAddress: 'o.v@elsewhere.example', isFoundBySignInName: true };
  expect(await said()).toBe('signInName');
});
