import { expect, test } from 'vitest';
import type { InvitationMailDue } from '../../store/invitation-mails.ts';
import { invitationMail, WORDS } from './invitation-mail.ts';

const DUE: InvitationMailDue = {
  organizationId: 'o',
  userId: 'u',
  invitedAt: '2026-11-25T10:00:00.000Z',
  attempts: 1,
  email: 'paivi@yritys.example',
  firstName: 'Päivi',
  language: 'fi',
  organization: 'Yritys Oy',
  invitedBy: 'Aino Aalto',
};

test.each(['fi', 'en', 'sv'] as const)(
  'the letter in %s names who asks, and leads to the page',
  (language) => {
    const { subject, text } = invitationMail({ ...DUE, language }, 'https://tahti.example');
    expect(subject).toContain('Tahti');
    for (const told of ['Päivi', 'Aino Aalto', 'Yritys Oy', DUE.email]) expect(text).toContain(told);
    expect(text).toMatch(/^https:\/\/tahti\.example\/profile\/calendar-synchronization$/m);
    expect(subject + text).not.toMatch(/[{}]/);
  },
);

test('somebody asks where whoever did is gone, and no name is taken for a blank', () => {
  expect(invitationMail({ ...DUE, invitedBy: '' }, 'x').text).toContain('Pääkäyttäjä pyytää');
  expect(invitationMail({ ...DUE, invitedBy: '{link}' }, 'x').text).toContain('{link} pyytää');
});

test('every language says the same things', () => {
  for (const words of Object.values(WORDS)) expect(Object.keys(words)).toEqual(Object.keys(WORDS.en));
});
