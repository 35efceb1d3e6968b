import { SOAP } from '../namespaces.ts';
import type { EwsVersion } from '../versions.ts';
import { child, descend, find, textOf, wordOf, type XmlElement } from '../xml-element.ts';
import { tag, textTag } from '../xml-writer.ts';
import { type Saying, versionOf } from './answer.ts';

const AUTODISCOVER = 'http://schemas.microsoft.com/exchange/2010/Autodiscover';
const ADDRESSING = 'http://www.w3.org/2005/08/addressing';
const SETTINGS = ['ExternalEwsUrl', 'InternalEwsUrl', 'AutoDiscoverSMTPAddress'];

/** GetUserSettings (SOAP; Exchange 2010 and later). */
export function soapRequest(address: string, url: string): string {
  const header = tag(
    's:Header',
    {},
    textTag('a:RequestedServerVersion', 'Exchange2010'),
    textTag('w:Action', `${AUTODISCOVER}/Autodiscover/GetUserSettings`),
    textTag('w:To', url),
  );
  const users = tag('a:Users', {}, tag('a:User', {}, textTag('a:Mailbox', address)));
  const settings = tag('a:RequestedSettings', {}, ...SETTINGS.map((name) => textTag('a:Setting', name)));
  const message = tag('a:GetUserSettingsRequestMessage', {}, tag('a:Request', {}, users, settings));
  const names = { 'xmlns:s': SOAP, 'xmlns:a': AUTODISCOVER, 'xmlns:w': ADDRESSING };
  const body = tag('s:Body', {}, message);
  return `<?xml version="1.0" encoding="utf-8"?>${tag('s:Envelope', names, header, body)}`;
}

/** The answer for the one user that was asked about. */
export function readSoap(root: XmlElement): Saying {
  const response = descend(root, 'Body', 'GetUserSettingsResponseMessage', 'Response');
  const user = descend(response, 'UserResponses', 'UserResponse');
  const code = wordOf(user, 'ErrorCode') ?? wordOf(response, 'ErrorCode') ?? 'no answer';
  const target = wordOf(user, 'RedirectTarget');
  if (target && code === 'RedirectAddress') return { kind: 'address', address: target };
  if (target && code === 'RedirectUrl') return { kind: 'url', url: target };
  const values = settingsOf(user);
  const ewsUrl = values.get('ExternalEwsUrl') ?? values.get('InternalEwsUrl');
  if (!ewsUrl) return { kind: 'nothing', code, words: wordsOf(root, user, response) };
  const primaryAddress = values.get('AutoDiscoverSMTPAddress') ?? null;
  return { kind: 'settings', ewsUrl, primaryAddress, version: headerVersion(root) };
}

function settingsOf(user: XmlElement | undefined): ReadonlyMap<string, string> {
  const settings = child(user, 'UserSettings')?.children ?? [];
  return new Map(
    settings.flatMap((setting) => {
      const [name, value] = [wordOf(setting, 'Name'), wordOf(setting, 'Value')];
      return name && value ? [[name, value] as const] : [];
    }),
  );
}

function wordsOf(root: XmlElement, ...places: readonly (XmlElement | undefined)[]): string {
  const said = places.map((place) => wordOf(place, 'ErrorMessage')).find((words) => words !== null);
  return (
    said ?? textOf(descend(root, 'Body', 'Fault'), 'faultstring')?.trim() ?? 'the answer names no EWS address'
  );
}

function headerVersion(root: XmlElement): EwsVersion | null {
  const header = child(root, 'Header');
  const info = header && find(header, 'ServerVersionInfo');
  const number = (name: string) => Number(wordOf(info, name) ?? Number.NaN);
  return info ? versionOf(number('MajorVersion'), number('MinorVersion'), number('MajorBuildNumber')) : null;
}
