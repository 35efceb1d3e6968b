import type { Language, Organization, Role } from '../../model/organization.ts';

/** Ids are fixed, so that links to the example company's people and types work in every demo. */
export const ORGANIZATION: Organization = {
  id: 'e5100000-0000-4000-8000-000000000001',
  name: 'Esimerkki Oy',
  timeZone: 'Europe/Helsinki',
};

export interface ExamplePerson {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly code: string;
  readonly role: Role;
  readonly language: Language;
  readonly timeZone: string;
}

const HELSINKI = 'Europe/Helsinki';

/** The people of the example company, by first name. */
export const PEOPLE = {
  aino: {
    id: 'e5100000-0000-4000-8000-0000000000a1',
    email: 'aino.aalto@esimerkki.example',
    firstName: 'Aino',
    lastName: 'Aalto',
    code: 'AA',
    role: 'administrator',
    language: 'fi',
    timeZone: HELSINKI,
  },
  onni: {
    id: 'e5100000-0000-4000-8000-0000000000a2',
    email: 'onni.virtanen@esimerkki.example',
    firstName: 'Onni',
    lastName: 'Virtanen',
    code: 'OV',
    role: 'user',
    language: 'fi',
    timeZone: HELSINKI,
  },
  helmi: {
    id: 'e5100000-0000-4000-8000-0000000000a3',
    email: 'helmi.korhonen@esimerkki.example',
    firstName: 'Helmi',
    lastName: 'Korhonen',
    code: 'HK',
    role: 'user',
    language: 'fi',
    timeZone: HELSINKI,
  },
  leo: {
    id: 'e5100000-0000-4000-8000-0000000000a4',
    email: 'leo.makinen@esimerkki-group.example',
    firstName: 'Leo',
    lastName: 'Mäkinen',
    code: 'LM',
    role: 'user',
    language: 'en',
    timeZone: HELSINKI,
  },
  sanni: {
    id: 'e5100000-0000-4000-8000-0000000000a5',
    email: 'sanni.nieminen@esimerkki.example',
    firstName: 'Sanni',
    lastName: 'Nieminen',
    code: 'SN',
    role: 'user',
    language: 'sv',
    timeZone: 'Europe/Stockholm',
  },
  taavi: {
    id: 'e5100000-0000-4000-8000-0000000000a6',
    email: 'tuki@tahti.example',
    firstName: 'Taavi',
    lastName: 'Tuki',
    code: 'TT',
    role: 'support',
    language: 'fi',
    timeZone: HELSINKI,
  },
} as const satisfies Record<string, ExamplePerson>;
