/** Knobs of notifications that the controls turn; not kept over a restart. */
export interface NotificationTuning {
  /** How often a quiet stream says that it is alive, in milliseconds. */
  statusIntervalMs: number;
  /** How long a minute of ConnectionTimeout and of a subscription's Timeout lasts, in milliseconds. */
  minuteMs: number;
  /** Open streams at once for each account; null is the limit of the server's version. */
  connectionLimit: number | null;
  /** Subscriptions at once for each mailbox; null is the limit of the server's version. */
  subscriptionLimit: number | null;
}

export const defaultNotificationTuning: Readonly<NotificationTuning> = {
  statusIntervalMs: 45_000,
  minuteMs: 60_000,
  connectionLimit: null,
  subscriptionLimit: null,
};

/**
 * HangingConnectionLimit: 3 up to Exchange 2013, 10 from 2016 on and online.
 * https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/ews-throttling-in-exchange#throttling-considerations-for-ews-notification-applications
 */
export function connectionLimitOf(server: string): number {
  return ['2010', '2013'].includes(server) ? 3 : 10;
}

/**
 * EwsMaxSubscriptions: 20 in Exchange 2010 and online, 5,000 in the versions on premises since 2013; charged to
 * the mailbox that is subscribed to. Exchange 2007 knows no throttling.
 * https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/handling-notification-related-errors-in-ews-in-exchange
 */
export function subscriptionLimitOf(server: string): number {
  if (server === '2007_SP1') return Number.POSITIVE_INFINITY;
  return ['2010', 'online'].includes(server) ? 20 : 5_000;
}
