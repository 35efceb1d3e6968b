import type { EwsVersion } from '../versions.ts';
import { child, descend, wordOf, type XmlElement } from '../xml-element.ts';
import { tag, textTag } from '../xml-writer.ts';
import { type Saying, versionOf } from './answer.ts';

const REQUEST = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006';
const RESPONSE = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a';

/** The question in plain XML ([MS-OXDSCLI]). */
export function poxRequest(address: string): string {
  const request = tag(
    'Request',
    {},
    textTag('EMailAddress', address),
    textTag('AcceptableResponseSchema', RESPONSE),
  );
  return `<?xml version="1.0" encoding="utf-8"?>${tag('Autodiscover', { xmlns: REQUEST }, request)}`;
}

/** The answer: settings, where to go on, or an error. */
export function readPox(root: XmlElement): Saying {
  const response = child(root, 'Response');
  const account = child(response, 'Account');
  const address = wordOf(account, 'RedirectAddr');
  if (address) return { kind: 'address', address };
  const url = wordOf(account, 'RedirectUrl');
  if (url) return { kind: 'url', url };
  const protocols = (account?.children ?? []).filter(({ name }) => name === 'Protocol');
  // EXPR is the way in from anywhere; EXCH may name a server that is reached from inside only.
  const protocol = withEwsUrl(protocols, 'EXPR') ?? withEwsUrl(protocols, 'EXCH');
  const ewsUrl = wordOf(protocol, 'EwsUrl');
  if (!ewsUrl) return refusal(response);
  const version = protocols.map((one) => wordOf(one, 'ServerVersion')).find((word) => word !== null);
  return {
    kind: 'settings',
    ewsUrl,
    primaryAddress: wordOf(response, 'User', 'AutoDiscoverSMTPAddress'),
    version: version ? packedVersion(version) : null,
  };
}

function withEwsUrl(protocols: readonly XmlElement[], type: string): XmlElement | undefined {
  return protocols.find((one) => wordOf(one, 'Type') === type && wordOf(one, 'EwsUrl') !== null);
}

function refusal(response: XmlElement | undefined): Saying {
  const error = descend(response, 'Error') ?? descend(response, 'Account', 'Error');
  const code = wordOf(error, 'ErrorCode') ?? 'no settings';
  return { kind: 'nothing', code, words: wordOf(error, 'Message') ?? 'the answer names no EWS address' };
}

/** ServerVersion packs its numbers: 4 bits of structure, 6 major, 6 minor, 1 flag, 15 build. */
function packedVersion(text: string): EwsVersion | null {
  if (!/^[0-9a-f]{8}$/i.test(text)) return null;
  const bits = Number.parseInt(text, 16);
  return versionOf((bits >>> 22) & 0x3f, (bits >>> 16) & 0x3f, bits & 0x7fff);
}
