import type { ActivityCategory } from '../../model/calendar-entry.ts';
import type { LocalizedName } from '../schema/settings.ts';

export interface ExampleType {
  readonly id: string;
  readonly names: LocalizedName;
  readonly category: ActivityCategory;
  readonly color: string;
  readonly code: string;
}

/** The example company's activity types, in Severa's colours for their categories. The first is the default. */
export const TYPES = {
  meeting: {
    id: 'e5100000-0000-4000-8000-0000000000b1',
    names: { fi: 'Tapaaminen', en: 'Meeting', sv: 'Möte' },
    category: 'CalendarEntry',
    color: '#74c0fc',
    code: 'TAP',
  },
  visit: {
    id: 'e5100000-0000-4000-8000-0000000000b2',
    names: { fi: 'Asiakaskäynti', en: 'Customer visit', sv: 'Kundbesök' },
    category: 'CalendarEntry',
    color: '#66d9e8',
    code: 'ASK',
  },
  call: {
    id: 'e5100000-0000-4000-8000-0000000000b3',
    names: { fi: 'Puhelu', en: 'Call', sv: 'Samtal' },
    category: 'SalesEvent',
    color: '#8ce99a',
    code: 'PUH',
  },
  personal: {
    id: 'e5100000-0000-4000-8000-0000000000b4',
    names: { fi: 'Henkilökohtainen', en: 'Personal', sv: 'Personlig' },
    category: 'Personal',
    color: '#ced4da',
    code: 'HEN',
  },
  holiday: {
    id: 'e5100000-0000-4000-8000-0000000000b5',
    names: { fi: 'Loma', en: 'Holiday', sv: 'Semester' },
    category: 'Absences',
    color: '#ffc078',
    code: 'LOM',
  },
  projectTask: {
    id: 'e5100000-0000-4000-8000-0000000000b6',
    names: { fi: 'Projektitehtävä', en: 'Project task', sv: 'Projektuppgift' },
    category: 'Task',
    color: '#b197fc',
    code: 'PRO',
  },
} as const satisfies Record<string, ExampleType>;
