import type { Organization } from '../mailbox-store/organization.ts';
import { seedExampleEntries } from './example-entries.ts';

const helsinki = 'FLE Standard Time';
const stockholm = 'W. Europe Standard Time';
const domain = 'esimerkki.example';

/** Everybody's password in the example company. */
const password = 'tahti-demo';

const people = [
  { name: 'Aino Aalto', local: 'aino.aalto', zone: helsinki, secondary: [] },
  { name: 'Onni Virtanen', local: 'onni.virtanen', zone: helsinki, secondary: [] },
  { name: 'Helmi Korhonen', local: 'helmi.korhonen', zone: helsinki, secondary: [] },
  {
    name: 'Leo Mäkinen',
    local: 'leo.makinen',
    zone: helsinki,
    secondary: ['leo.makinen@esimerkki-group.example'],
  },
  { name: 'Sanni Nieminen', local: 'sanni.nieminen', zone: stockholm, secondary: [] },
];

/**
 * Fills the example company "Esimerkki Oy": five mailboxes with entries around this week, and the account
 * that synchronizes them.
 * @param now milliseconds since 1970
 */
export function seedExampleCompany(organization: Organization, now: number): void {
  for (const person of people) {
    const address = `${person.local}@${domain}`;
    const mailbox = organization.addMailbox({
      principalName: address,
      primaryAddress: address,
      secondaryAddresses: person.secondary,
      displayName: person.name,
      password,
      zone: person.zone,
    });
    seedExampleEntries(mailbox, now);
  }
  organization.addAccount({
    principalName: `sync.delegate@${domain}`,
    displayName: 'Tahti synchronization',
    password: 'delegate-demo',
    impersonation: { scope: null },
  });
}
