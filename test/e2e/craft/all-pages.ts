/** Who looks at the pages: one of each role, and whoever has not signed in. */
export type Visitor = 'stranger' | 'user' | 'administrator' | 'support' | 'operator';

/** A page of Tahti as it stands in the address bar. */
export interface TahtiPage {
  /** For file names and for the titles of tests. */
  readonly name: string;
  /** As it stands in the page's own table of routes (`web/src/routes/tree.ts`). */
  readonly route: string;
  readonly address: string;
  readonly visitors: readonly Visitor[];
  /** The request that fills the page (part of its address); null where nothing is asked of the server. */
  readonly filledBy: string | null;
}

const COMPANY = ['user', 'administrator', 'support'] as const;
const WATCHERS = ['administrator', 'support', 'operator'] as const;
const CALENDAR = ['day', 'workWeek', 'week', 'month', 'agenda'] as const;

/** Every page, each for the roles that have it. A view of the calendar counts as a page of its own. */
export const ALL_PAGES: readonly TahtiPage[] = [
  page('sign-in', '/sign-in', ['stranger'], '/api/start'),
  page('forgot-password', '/forgot-password', ['stranger'], null),
  page('set-password', '/set-password', ['stranger'], null, '/set-password#not-a-link'),
  ...CALENDAR.map((view) =>
    page(
      `calendar-${view}`,
      '/calendar',
      view === 'week' ? COMPANY : ['user'],
      '/api/activities',
      `/calendar?view=${view}`,
    ),
  ),
  page('my-synchronization', '/profile/calendar-synchronization', COMPANY, '/synchronization'),
  page('my-sign-in', '/profile/sign-in', [...COMPANY, 'operator'], '/api/me/sign-in'),
  page('log', '/log', COMPANY, '/api/log?'),
  page('companies', '/companies', ['operator'], '/api/companies'),
  page('health', '/health', WATCHERS, '/api/health'),
  page('audit', '/audit', WATCHERS, '/api/audit'),
  page('alerts', '/alerts', ['administrator', 'support'], '/api/alert'),
  page('guide-answers', '/guide-answers', WATCHERS, '/api/guide-feedback'),
  page('add-ons', '/settings/add-ons', ['administrator'], '/api/add-ons'),
  page('exchange', '/settings/exchange', ['administrator', 'support'], '/api/exchange-settings'),
  page(
    'guide',
    '/settings/exchange/guide/$guide',
    ['administrator', 'support'],
    null,
    '/settings/exchange/guide/onlineDelegate',
  ),
  page('no-guide', '/settings/exchange/guide/$guide', ['support'], null, '/settings/exchange/guide/nowhere'),
  page('move', '/settings/exchange/move', ['administrator'], null),
  page('users', '/settings/users', ['administrator', 'support'], '/api/users'),
  page('no-entry', '/settings/users', ['user'], null),
  page('not-found', '/nowhere', ['user'], null),
];

/** The pages that somebody has. */
export function pagesOf(visitor: Visitor): readonly TahtiPage[] {
  return ALL_PAGES.filter(({ visitors }) => visitors.includes(visitor));
}

function page(
  name: string,
  route: string,
  visitors: readonly Visitor[],
  filledBy: string | null,
  address = route,
): TahtiPage {
  return { name, route, address, visitors, filledBy };
}

/** Each page once, with the visitor that sees the most of it. */
export function eachPageOnce(): readonly {
  readonly visitor: Visitor;
  readonly pages: readonly TahtiPage[];
}[] {
  const order: readonly Visitor[] = ['administrator', 'operator', 'support', 'user', 'stranger'];
  return order.map((visitor, index) => {
    const isSeenBefore = ({ visitors }: TahtiPage) =>
      order.slice(0, index).some((other) => visitors.includes(other));
    return { visitor, pages: pagesOf(visitor).filter((one) => !isSeenBefore(one)) };
  });
}
