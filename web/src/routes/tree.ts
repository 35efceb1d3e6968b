import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { ApiFailure } from '../api/client.ts';
import { meQuery } from '../api/session.ts';
import { loadAllWords } from '../language/i18n.ts';
import {
  auditSearch,
  calendarSearch,
  companiesSearch,
  healthSearch,
  logSearch,
  mySignInSearch,
  signInSearch,
  usersSearch,
} from './search.ts';

/** A page that needs more than the first words, which come along with it. */
function pageInAllWords<Page extends Record<string, unknown>, Name extends keyof Page>(
  load: () => Promise<Page>,
  name: Name,
) {
  return lazyRouteComponent(async () => (await Promise.all([load(), loadAllWords()]))[0], name);
}

interface RouterContext {
  readonly queries: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./sign-in.tsx'), 'SignInPage'),
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./forgot-password.tsx'), 'ForgotPasswordPage'),
});

const setPassword = createRoute({
  getParentRoute: () => root,
  path: '/set-password',
  component: lazyRouteComponent(() => import('./set-password.tsx'), 'SetPasswordPage'),
});

/** An operator belongs to no company: its pages have nothing for them. */
const isForOperators = (path: string) =>
  ['/companies', '/profile/sign-in', '/health', '/audit', '/guide-answers'].includes(path);

/** Everything behind the sign-in: whoever is not signed in goes there first and then comes back. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      const me = await context.queries.fetchQuery(meQuery);
      if (me.role === 'operator' && !isForOperators(location.pathname)) throw redirect({ to: '/companies' });
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.status !== 401) throw error;
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { back: location.href } });
    }
  },
  component: lazyRouteComponent(() => import('../shell/shell.tsx'), 'Shell'),
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await context.queries.ensureQueryData(meQuery);
    throw redirect({ to: me.role === 'support' ? '/log' : '/calendar' });
  },
});

const calendar = createRoute({
  getParentRoute: () => signedIn,
  path: '/calendar',
  validateSearch: calendarSearch,
  component: lazyRouteComponent(() => import('./calendar.tsx'), 'CalendarPage'),
});

const profile = createRoute({
  getParentRoute: () => signedIn,
  path: '/profile/calendar-synchronization',
  component: pageInAllWords(() => import('./my-synchronization.tsx'), 'MySynchronizationPage'),
});

const mySignIn = createRoute({
  getParentRoute: () => signedIn,
  path: '/profile/sign-in',
  validateSearch: mySignInSearch,
  component: pageInAllWords(() => import('./my-sign-in.tsx'), 'MySignInPage'),
});

const companies = createRoute({
  getParentRoute: () => signedIn,
  path: '/companies',
  validateSearch: companiesSearch,
  component: pageInAllWords(() => import('./companies.tsx'), 'CompaniesPage'),
});

const log = createRoute({
  getParentRoute: () => signedIn,
  path: '/log',
  validateSearch: logSearch,
  component: pageInAllWords(() => import('./log.tsx'), 'LogPage'),
});

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit',
  validateSearch: auditSearch,
  component: pageInAllWords(() => import('./audit.tsx'), 'AuditPage'),
});

const health = createRoute({
  getParentRoute: () => signedIn,
  path: '/health',
  validateSearch: healthSearch,
  component: pageInAllWords(() => import('./health.tsx'), 'HealthPage'),
});

const alerts = createRoute({
  getParentRoute: () => signedIn,
  path: '/alerts',
  component: pageInAllWords(() => import('./alerts.tsx'), 'AlertsPage'),
});

const addOns = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/add-ons',
  component: pageInAllWords(() => import('./add-ons.tsx'), 'AddOnsPage'),
});

const exchange = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/exchange',
  component: pageInAllWords(() => import('./exchange-settings.tsx'), 'ExchangeSettingsPage'),
});

const exchangeMove = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/exchange/move',
  component: pageInAllWords(() => import('./exchange-move.tsx'), 'ExchangeMovePage'),
});

const guide = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/exchange/guide/$guide',
  component: pageInAllWords(() => import('./guide.tsx'), 'GuidePage'),
});

const guideAnswers = createRoute({
  getParentRoute: () => signedIn,
  path: '/guide-answers',
  component: pageInAllWords(() => import('./guide-answers.tsx'), 'GuideAnswersPage'),
});

const users = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/users',
  validateSearch: usersSearch,
  component: pageInAllWords(() => import('./users.tsx'), 'UsersPage'),
});

export const routeTree = root.addChildren([
  signIn,
  forgotPassword,
  setPassword,
  signedIn.addChildren([
    home,
    calendar,
    profile,
    mySignIn,
    companies,
    log,
    addOns,
    exchange,
    exchangeMove,
    guide,
    guideAnswers,
    users,
    audit,
    health,
    alerts,
  ]),
]);
