/** Severa's customer: the tenant by which everything is keyed. */
export interface Organization {
  readonly id: string;
  readonly name: string;
  /** IANA zone in which the company lives. */
  readonly timeZone: string;
}

/** The roles of a company, and `operator`, who looks after the installation and belongs to no company. */
export type Role = 'administrator' | 'user' | 'support' | 'operator';

export type Language = 'fi' | 'en' | 'sv';

/** The Exchange versions of the settings page, oldest last. */
export type ExchangeVersion =
  | 'office365-graph'
  | 'office365-ews'
  | 'subscription-edition'
  | '2019'
  | '2016'
  | '2013'
  | '2010'
  | '2007-sp1';
