import type { EwsClient } from '../client.ts';
import {
  LISTENER_LIMITS,
  type Listener,
  type ListenerEvents,
  type ListenerLimits,
} from './listener-words.ts';
import { PullListener } from './pull-listener.ts';
import { StreamListener } from './stream-listener.ts';

const STREAMS_2010 = 3;

/** Streaming where the server has it, asking now and then where it has not (Exchange 2007). */
export function openListener(
  client: EwsClient,
  events: ListenerEvents,
  limits: Partial<ListenerLimits> = {},
): Listener {
  // Connections are charged to the mailbox in whose name they are asked for, each group's first; before 2013 also to
  // the delegate account itself, which may have ten of all kinds.
  const streams = client.traits.namesBackEnd ? LISTENER_LIMITS.streams : STREAMS_2010;
  const all = { ...LISTENER_LIMITS, streams, ...limits };
  return client.traits.hasStreaming
    ? new StreamListener(client, events, all)
    : new PullListener(client, events, all);
}
