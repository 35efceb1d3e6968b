import type { z } from 'zod';
import { viewerOf } from '../access-guard.ts';
import { ApiError, HeldDeletionsDecision, SwitchOff, SynchronizationView } from '../contract.ts';
import { NoBody } from '../no-body.ts';
import type { Api, HttpParts } from '../parts.ts';
import {
  type Step,
  stepDecide,
  stepOff,
  stepOn,
  stepPause,
  stepResume,
  stepRun,
} from '../synchronization-steps.ts';
import { UserParams, userOf } from '../synchronized-user.ts';
import { synchronizationView, waitingRun } from '../views/synchronization.ts';

/** Everything that changes a user's synchronization; each answers how it stands afterwards. */
export function synchronizationStepRoutes(api: Api, parts: HttpParts): void {
  const { database } = parts;

  function route<Body extends z.ZodType>(
    name: string,
    summary: string,
    body: Body,
    take: (step: Step, body: z.output<Body>) => Promise<void>,
  ): void {
    const response = { 200: SynchronizationView, '4xx': ApiError };
    const schema = { summary, params: UserParams, body, response };
    api.post(`/api/users/:userId/synchronization/${name}`, { schema }, async (request) => {
      const viewer = viewerOf(request);
      const user = await userOf(database, viewer, request.params.userId);
      await take({ parts, viewer, user }, request.body as z.output<Body>);
      const view = await synchronizationView(parts, viewer, user);
      return name === 'run' && view.run?.state !== 'running'
        ? { ...view, run: waitingRun('synchronizeNow') }
        : view;
    });
  }

  route('on', 'Switch on', NoBody, stepOn);
  route('run', 'Synchronize now', NoBody, stepRun);
  route('pause', 'Pause', NoBody, stepPause);
  route('resume', 'Resume', NoBody, stepResume);
  route('off', 'Switch off, keeping or taking back what was synchronized', SwitchOff, stepOff);
  route('held-deletions', 'Decide on held deletions', HeldDeletionsDecision, stepDecide);
}
