import type { SideError } from '../model/problem.ts';
import { instantFromMillis } from '../model/time.ts';
import { Refusal } from './refusal.ts';
import { troubleView } from './views/trouble.ts';

/** The refusal (502) of what Exchange would not answer. Its own words go to the person: support will ask for them. */
export function refuseUnreachable({ details }: SideError): Refusal {
  return new Refusal(502, 'exchangeUnreachable', {
    params: { words: details.words },
    body: { trouble: troubleView(details, instantFromMillis(Date.now())) },
  });
}
