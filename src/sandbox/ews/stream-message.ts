import type { EwsError } from './ews-error.ts';
import { branch, leaf, type Xml } from './xml-write.ts';

/** `OK` opens a stream, `Closed` ends it. */
export function writeConnectionStatus(status: 'OK' | 'Closed'): Xml {
  return leaf('m:ConnectionStatus', status);
}

/**
 * The ids that went wrong. The elements inside are of the messages namespace, as those of Notifications are in
 * Microsoft's examples and clients, although the schema has them in the types namespace.
 */
export function writeBadSubscriptions(ids: readonly string[]): Xml {
  return branch(
    'm:ErrorSubscriptionIds',
    ids.map((id) => leaf('m:SubscriptionId', id)),
  );
}

/** The content of one envelope of a stream: success with notifications or a status. */
export function writeStreamMessage(content: readonly Xml[]): Xml {
  return wrap('Success', [leaf('m:ResponseCode', 'NoError'), ...content]);
}

/** The content of one envelope of a stream that tells of an error of some subscriptions, or of all. */
export function writeStreamError(error: EwsError, after: readonly Xml[]): Xml {
  return wrap('Error', [
    leaf('m:MessageText', error.message),
    leaf('m:ResponseCode', error.code),
    leaf('m:DescriptiveLinkKey', 0),
    ...after,
  ]);
}

function wrap(ResponseClass: string, content: readonly Xml[]): Xml {
  const message = branch('m:GetStreamingEventsResponseMessage', content, { ResponseClass });
  return branch('m:GetStreamingEventsResponse', [branch('m:ResponseMessages', [message])]);
}
