import type { AlertCondition } from '../../model/alert.ts';
import type { Language } from '../../model/organization.ts';
import type { AlertForMessage, MessageContents } from '../../store/alerts/alert-messages.ts';
import type { AlertEvent } from '../../store/schema/health.ts';
import en from './words/en.json' with { type: 'json' };
import fi from './words/fi.json' with { type: 'json' };
import sv from './words/sv.json' with { type: 'json' };

/** Every sentence of the mails, by language and key. */
export const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, fi, sv };

const LOCALES: Readonly<Record<Language, string>> = { fi: 'fi-FI', en: 'en-GB', sv: 'sv-SE' };

/** People that a mail names; the page names all. */
const NAMED = 20;

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** The mail about alerts of one condition, in the company's language and zone. */
export function alertMail(event: AlertEvent, contents: MessageContents, page: string | null): MailText {
  const { language, company } = contents;
  const say = (key: string, blanks: Blanks = {}) => fill(WORDS[language][key] ?? key, blanks);
  const [first] = contents.alerts;
  const end = page === null ? [] : ['', say('page', { page: `${page}/health` })];
  if (event === 'test' || !first) {
    return { subject: say('test', { company }), text: [say('testText'), ...end].join('\n') };
  }
  const what = say(first.condition);
  const sentence = say(
    `${first.condition}${event === 'raised' ? 'Raised' : 'Solved'}`,
    blanksOf(first, contents),
  );
  const lines = [sentence, ...peopleLines(contents.alerts, say), '', timesLine(first, contents, say), ...end];
  return { subject: say(event, { company, what }), text: lines.join('\n') };
}

type Blanks = Readonly<Record<string, string | number>>;
type Say = (key: string, blanks?: Blanks) => string;

function fill(text: string, blanks: Blanks): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => String(blanks[name] ?? blank));
}

/** A day is told as people of the language write it; all other facts are numbers and codes. */
function blanksOf({ facts }: AlertForMessage, { language }: MessageContents): Blanks {
  if (typeof facts.day !== 'string') return facts;
  const day = new Date(`${facts.day}T00:00:00Z`);
  return { ...facts, day: day.toLocaleDateString(LOCALES[language], { timeZone: 'UTC', dateStyle: 'long' }) };
}

/** The same text as on the list of people, by what is known of each. */
const PERSON: Partial<Record<AlertCondition, string>> = {
  deletionsHeld: 'personHeld',
  mailboxFailing: 'personFailing',
};

function peopleLines(alerts: readonly AlertForMessage[], say: Say): string[] {
  const people = alerts.filter(({ userName }) => userName !== null);
  const named = people.slice(0, NAMED).map(({ condition, userName, userEmail, facts, solvedAt }) => {
    const key = (solvedAt === null && PERSON[condition]) || 'person';
    return `- ${say(key, { ...facts, name: userName ?? '', email: userEmail ?? '' })}`;
  });
  return people.length > NAMED ? [...named, `- ${say('more', { count: people.length - NAMED })}`] : named;
}

function timesLine(first: AlertForMessage, { language, timeZone }: MessageContents, say: Say): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  const raised = format.format(new Date(first.raisedAt));
  if (first.solvedAt === null) return say('times', { raised });
  return say('timesSolved', { raised, solved: format.format(new Date(first.solvedAt)) });
}
