import type { Language } from '../../model/organization.ts';
import type { InvitationMailDue } from '../../store/invitation-mails.ts';
import en from './words/en.json' with { type: 'json' };
import fi from './words/fi.json' with { type: 'json' };
import sv from './words/sv.json' with { type: 'json' };

/** Every sentence of the letter, by language and key. */
export const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, fi, sv };

/** Where a user turns their own synchronization on. */
const PAGE = '/profile/calendar-synchronization';

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** The letter by which a user is asked to turn their synchronization on, in their own language. */
export function invitationMail(due: InvitationMailDue, publicUrl: string): Letter {
  const words = WORDS[due.language];
  const blanks: Readonly<Record<string, string>> = {
    name: due.firstName,
    organization: due.organization,
    by: due.invitedBy === '' ? (words.somebody ?? '') : due.invitedBy,
    link: `${publicUrl}${PAGE}`,
    email: due.email,
  };
  const fill = (text = '') => text.replace(/\{(\w+)\}/g, (blank, name: string) => blanks[name] ?? blank);
  return { subject: fill(words.subject), text: fill(words.text) };
}
