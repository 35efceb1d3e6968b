/** Which of Microsoft's clouds a tenant lives in; each has a login of its own and an Exchange of its own. */
export type Cloud = 'worldwide' | 'usGovernment' | 'usDefense' | 'china';

/** How Tahti proves itself to Exchange: by a delegate account's password, or as an application of its own. */
export type SignInWay = 'password' | 'application';

/** The hosts of one cloud, as origins without a slash at the end. */
export interface CloudHosts {
  /** Gives out tokens: `<login>/<tenant>/oauth2/v2.0/token`. */
  readonly login: string;
  /** Exchange Online; tokens are asked for it, and EWS stands under it. */
  readonly exchange: string;
}

/**
 * Microsoft's hosts. Documents: "Microsoft Entra authentication and national clouds" for the logins, the lists of
 * "Office 365 URLs and IP address ranges" of each cloud for Exchange Online.
 */
export const CLOUDS: Readonly<Record<Cloud, CloudHosts>> = {
  worldwide: { login: 'https://login.microsoftonline.com', exchange: 'https://outlook.office365.com' },
  usGovernment: { login: 'https://login.microsoftonline.us', exchange: 'https://outlook.office365.us' },
  usDefense: { login: 'https://login.microsoftonline.us', exchange: 'https://outlook-dod.office365.us' },
  china: { login: 'https://login.partner.microsoftonline.cn', exchange: 'https://partner.outlook.cn' },
};
