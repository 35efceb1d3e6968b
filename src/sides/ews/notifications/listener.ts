import type { EwsClient } from '../client.ts';
import {
  LISTENER_LIMITS,
  type Listener,
  type ListenerEvents,
  type ListenerLimits,
} from './listener-words.ts';
import { PullListener } from './pull-listener.ts';
import { StreamListener } from './stream-listener.ts';

/** Streaming where the server has it, asking now and then where it has not (Exchange 2007). */
export function openListener(
  client: EwsClient,
  events: ListenerEvents,
  limits: Partial<ListenerLimits> = {},
): Listener {
  const all = { ...LISTENER_LIMITS, ...limits };
  return client.traits.hasStreaming
    ? new StreamListener(client, events, all)
    : new PullListener(client, events, all);
}
