import type { EwsVersion } from '../versions.ts';

/** What one place says about an address. */
export type Saying =
  | {
      readonly kind: 'settings';
      readonly ewsUrl: string;
      readonly primaryAddress: string | null;
      readonly version: EwsVersion | null;
    }
  /** Ask again with this address. */
  | { readonly kind: 'address'; readonly address: string }
  /** Ask there instead. */
  | { readonly kind: 'url'; readonly url: string }
  /** It has nothing to tell, in its own words. */
  | { readonly kind: 'nothing'; readonly code: string; readonly words: string };

/** Subscription Edition goes on counting where 2019 ended. */
const FIRST_SUBSCRIPTION_BUILD = 2562;

/** The version of the settings page behind a server's numbers; null for one that we do not know. */
export function versionOf(major: number, minor: number, build: number): EwsVersion | null {
  if (major === 8) return '2007-sp1';
  if (major === 14) return '2010';
  if (major !== 15) return null;
  if (minor === 0) return '2013';
  if (minor === 1) return '2016';
  if (minor === 2) return build >= FIRST_SUBSCRIPTION_BUILD ? 'subscription-edition' : '2019';
  return minor >= 20 ? 'office365-ews' : null;
}
