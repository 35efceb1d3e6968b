import type { Health, LogKind, LogQuery, UserRow } from '../api/contract.ts';

/** What the address bar may hold, read leniently: an unknown or broken value is left out, never an error. */
type Raw = Record<string, unknown>;

const text = (value: unknown): string | undefined => {
  const words = typeof value === 'number' ? String(value) : value;
  return typeof words === 'string' && words.trim() !== '' ? words : undefined;
};

const oneOf = <Option extends string>(value: unknown, options: readonly Option[]): Option | undefined =>
  options.find((option) => option === value);

const date = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

/** An id of the API, which would refuse anything else. */
const uuid = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value) ? value : undefined;

/** How a sign-in by the provider can come to nothing; the server leads back with one of these. */
export const PROVIDER_PROBLEMS = [
  'unavailable',
  'denied',
  'expired',
  'failed',
  'addressUnverified',
  'otherDomain',
  'noAccount',
  'severalAccounts',
  'otherIdentity',
  'linkTaken',
  'operatorNotLinked',
] as const;
export type ProviderProblem = (typeof PROVIDER_PROBLEMS)[number];

/** From the second page on; the first stands in no address. */
const pageNumber = (value: unknown): number | undefined => {
  const page = Number(value);
  return Number.isInteger(page) && page > 1 ? page : undefined;
};

export interface SignInSearch {
  /** The path on this page to return to; never another site. */
  readonly back?: string;
  readonly expired?: boolean;
  /** Why the sign-in by the provider came to nothing. */
  readonly problem?: ProviderProblem;
}

export function signInSearch(raw: Raw): SignInSearch {
  const back = text(raw.back);
  const isOwnPath = back !== undefined && /^\/(?![/\\])/.test(back);
  const problem = oneOf(raw.problem, PROVIDER_PROBLEMS);
  return {
    ...(isOwnPath && { back }),
    ...(raw.expired === true && { expired: true }),
    ...(problem && { problem }),
  };
}

export interface MySignInSearch {
  readonly problem?: ProviderProblem;
  /** The account has just been linked to the provider. */
  readonly linked?: boolean;
}

export function mySignInSearch(raw: Raw): MySignInSearch {
  return {
    problem: oneOf(raw.problem, PROVIDER_PROBLEMS),
    linked: raw.linked === true ? true : undefined,
  };
}

export interface CompaniesSearch {
  readonly search?: string;
  readonly page?: number;
}

export function companiesSearch(raw: Raw): CompaniesSearch {
  return { search: text(raw.search), page: pageNumber(raw.page) };
}

export const CALENDAR_VIEWS = ['day', 'workWeek', 'week', 'month', 'agenda'] as const;
export type CalendarView = (typeof CALENDAR_VIEWS)[number];

export interface CalendarSearch {
  readonly view?: CalendarView;
  readonly date?: string;
  /** Whose calendar; oneself where absent. */
  readonly user?: string;
}

export function calendarSearch(raw: Raw): CalendarSearch {
  return { view: oneOf(raw.view, CALENDAR_VIEWS), date: date(raw.date), user: text(raw.user) };
}

export const USER_STATES = ['on', 'paused', 'off'] as const satisfies readonly UserRow['state'][];

export interface UsersSearch {
  readonly search?: string;
  readonly state?: UserRow['state'];
  readonly page?: number;
}

export function usersSearch(raw: Raw): UsersSearch {
  return {
    search: text(raw.search),
    state: oneOf(raw.state, USER_STATES),
    page: pageNumber(raw.page),
  };
}

export const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly LogQuery['severity'][];

export const LOG_KINDS = [
  'created',
  'changed',
  'deleted',
  'matched',
  'conflict',
  'setAside',
  'recovered',
  'leftAlone',
  'held',
  'runFailed',
  'switchedOn',
  'switchedOff',
  'paused',
  'resumed',
  'refused',
  'settingsChanged',
  'connectionMove',
  'addOnChanged',
  'unlinked',
  'resynchronized',
  'approved',
  'takenBack',
  'signInFailed',
  'signInChanged',
  'putBack',
  'triedAgain',
] as const satisfies readonly LogKind[];

/** The parts of the log's page; the first where the address names none. */
export const LOG_VIEWS = ['stories', 'runs', 'waiting'] as const;
export type LogView = (typeof LOG_VIEWS)[number];

/** The log's filters; `from` and `to` are days in the user's zone, both included. */
export interface LogSearch {
  /** Whose log support looks into; their own company's where absent. */
  readonly company?: string;
  readonly view?: Exclude<LogView, 'stories'>;
  readonly userId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly severity?: LogQuery['severity'];
  readonly kind?: LogKind;
  readonly code?: string;
  readonly text?: string;
  readonly activityId?: string;
  readonly itemId?: string;
  readonly runId?: string;
}

export function logSearch(raw: Raw): LogSearch {
  const view = oneOf(raw.view, LOG_VIEWS);
  return {
    company: uuid(raw.company),
    view: view === 'stories' ? undefined : view,
    userId: uuid(raw.userId),
    from: date(raw.from),
    to: date(raw.to),
    severity: oneOf(raw.severity, SEVERITIES),
    kind: oneOf(raw.kind, LOG_KINDS),
    code: text(raw.code),
    text: text(raw.text),
    activityId: text(raw.activityId),
    itemId: text(raw.itemId),
    runId: uuid(raw.runId),
  };
}

export const HEALTH_RANGES = ['hour', 'day', 'week', 'month'] as const satisfies readonly Health['range'][];

export interface HealthSearch {
  readonly range?: Health['range'];
}

export function healthSearch(raw: Raw): HealthSearch {
  return { range: oneOf(raw.range, HEALTH_RANGES) };
}

/** What a person can have done: the kinds of the log that have a doer, and what stands in the audit trail alone. */
export const AUDIT_ACTIONS = [
  'settingsChanged',
  'alertSettingsChanged',
  'addOnChanged',
  'switchedOn',
  'switchedOff',
  'paused',
  'resumed',
  'approved',
  'putBack',
  'triedAgain',
  'refused',
  'exported',
  'looked',
  'supportAssigned',
  'userAdded',
  'userChanged',
  'userDisabled',
  'userEnabled',
  'invitedToSwitchOn',
  'signInFailed',
  'signInChanged',
] as const;

/** The audit trail's filters; `from` and `to` are days in the user's zone, both included. */
export interface AuditSearch {
  readonly actorId?: string;
  readonly userId?: string;
  readonly action?: string;
  readonly from?: string;
  readonly to?: string;
  readonly text?: string;
}

export function auditSearch(raw: Raw): AuditSearch {
  return {
    actorId: text(raw.actorId),
    userId: text(raw.userId),
    action: text(raw.action),
    from: date(raw.from),
    to: date(raw.to),
    text: text(raw.text),
  };
}
