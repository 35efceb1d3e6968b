import { EwsError, EwsFault } from '../ews/ews-error.ts';
import { leaf } from '../ews/xml-write.ts';
import type { Fault } from './fault.ts';

const messageFor = (code: string): string => `The sandbox was told to answer ${code}.`;

/** The SOAP fault that a planned fault stands for, or null when it is of another kind. */
export function demandedRequestError(fault: Fault | null): EwsFault | null {
  if (fault?.kind === 'serverBusy') {
    const value = leaf('t:Value', fault.backOffMilliseconds, { Name: 'BackOffMilliseconds' });
    const message = 'The server cannot service this request right now. Try again later.';
    return new EwsFault('ErrorServerBusy', message, [value]);
  }
  if (fault?.kind !== 'responseCode') return null;
  return new EwsFault(fault.code, fault.message ?? messageFor(fault.code));
}

/** The error of one item that a planned fault stands for, or null when it is of another kind. */
export function demandedItemError(fault: Fault | null): EwsError | null {
  if (fault?.kind === 'invalidSyncState') {
    const message = 'The synchronization state data is corrupt or otherwise invalid.';
    return new EwsError('ErrorInvalidSyncStateData', message);
  }
  if (fault?.kind !== 'responseCode') return null;
  return new EwsError(fault.code, fault.message ?? messageFor(fault.code));
}
