import { autodiscoverSettingsSchema } from '../autodiscover/autodiscover-rule.ts';
import type { ControlRoute } from './route.ts';

/** Controls of what Autodiscover says. */
export const autodiscoverRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/sandbox/autodiscover', handle: ({ services }) => ({ ...services.autodiscover }) },
  {
    method: 'POST',
    path: '/sandbox/autodiscover',
    handle: ({ body, services }) => {
      const { autodiscover } = services;
      const { rules, redirectSecondaryDomains } = autodiscoverSettingsSchema.parse(body);
      autodiscover.rules = rules ?? autodiscover.rules;
      autodiscover.redirectSecondaryDomains =
        redirectSecondaryDomains ?? autodiscover.redirectSecondaryDomains;
      return { ...autodiscover };
    },
  },
];
