import { faultRuleSchema } from '../faults/fault.ts';
import type { ControlRoute } from './route.ts';

/** Controls of the faults that the server is to play. */
export const faultRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/sandbox/faults', handle: ({ services }) => services.faults.planned },
  {
    method: 'POST',
    path: '/sandbox/faults',
    handle: ({ body, services }) => services.faults.add(faultRuleSchema.parse(body)),
  },
  {
    method: 'DELETE',
    path: '/sandbox/faults',
    handle: ({ services }) => {
      services.faults.clear();
      return services.faults.planned;
    },
  },
];
