import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readXml, type XmlElement } from '../ews/xml-read.ts';
import { aino, delegate, delegatePassword, leo, openTestClient, type TestClient } from '../test-client.ts';

let client: TestClient;
beforeEach(async () => {
  client = await openTestClient();
});
afterEach(() => client.sandbox.close());

const secondDomain = 'leo.makinen@esimerkki-group.example';
const schemas = 'http://schemas.microsoft.com/exchange/autodiscover';

const outlookRequest = (address: string, schema = `${schemas}/outlook/responseschema/2006a`): string =>
  `<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="${schemas}/outlook/requestschema/2006"><Request><EMailAddress>${address}</EMailAddress><AcceptableResponseSchema>${schema}</AcceptableResponseSchema></Request></Autodiscover>`;

const soapRequest = (addresses: readonly string[], settings: readonly string[], header = true): string =>
  `<soap:Envelope xmlns:a="http://schemas.microsoft.com/exchange/2010/Autodiscover" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header>${header ? '<a:RequestedServerVersion>Exchange2013</a:RequestedServerVersion>' : ''}</soap:Header><soap:Body><a:GetUserSettingsRequestMessage><a:Request><a:Users>${addresses.map((address) => `<a:User><a:Mailbox>${address}</a:Mailbox></a:User>`).join('')}</a:Users><a:RequestedSettings>${settings.map((name) => `<a:Setting>${name}</a:Setting>`).join('')}</a:RequestedSettings></a:Request></a:GetUserSettingsRequestMessage></soap:Body></soap:Envelope>`;

interface Reply {
  readonly status: number;
  readonly location: string | null;
  readonly challenge: string | null;
  readonly elements: XmlElement[];
  text(name: string): string | undefined;
}

async function post(
  service: string,
  body: string | null,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const authorization = `Basic ${Buffer.from(`${delegate}:${delegatePassword}`).toString('base64')}`;
  const response = await fetch(`${client.sandbox.url}/autodiscover/autodiscover.${service}`, {
    method: body === null ? 'GET' : 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'text/xml; charset=utf-8', authorization, ...headers },
    ...(body === null ? {} : { body }),
  });
  const text = await response.text();
  const elements = text.startsWith('<?xml') ? all(readXml(text)) : [];
  return {
    status: response.status,
    location: response.headers.get('location'),
    challenge: response.headers.get('www-authenticate'),
    elements,
    text: (name) => elements.find((element) => element.name === name)?.text,
  };
}

const all = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(all)];

const ask = (address: string, headers?: Record<string, string>): Promise<Reply> =>
  post('xml', outlookRequest(address), headers);

const askSoap = (addresses: string[], settings: string[]): Promise<Reply> =>
  post('svc', soapRequest(addresses, settings));

const setRule = (rule: object) => client.control('POST', 'autodiscover', { rules: [rule] });

describe('the plain XML service', () => {
  test('tells where the mailbox is, and what its address is', async () => {
    const reply = await ask(aino);
    expect(reply.status).toBe(200);
    expect(reply.text('Action')).toBe('settings');
    expect(reply.text('AutoDiscoverSMTPAddress')).toBe(aino);
    expect(reply.elements.filter(({ name }) => name === 'Type').map(({ text }) => text)).toEqual([
      'EXCH',
      'EXPR',
    ]);
    const urls = reply.elements.filter(({ name }) => name === 'EwsUrl').map(({ text }) => text);
    expect(new Set(urls)).toEqual(new Set([`${client.sandbox.url}/EWS/Exchange.asmx`]));
    expect(reply.text('GroupingInformation')).not.toBe('');
    expect(reply.text('ServerVersion')).toBe('73C28A02');
    const spaces = ['Autodiscover', 'Response'].map(
      (name) => reply.elements.find((element) => element.name === name)?.namespace,
    );
    expect(spaces).toEqual([`${schemas}/responseschema/2006`, `${schemas}/outlook/responseschema/2006a`]);
  });

  test('tells of EXHTTP those who can handle it', async () => {
    const reply = await ask(aino, { 'x-clientcanhandle': 'Negotiate,exhttpinfo' });
    expect(reply.elements.filter(({ name }) => name === 'Type').map(({ text }) => text)).toContain('EXHTTP');
  });

  test('groups the mailboxes of one server for notifications', async () => {
    await client.control('POST', `mailboxes/${leo}/server`, { server: 'sandbox02.esimerkki.example' });
    const groups = [await ask(aino), await ask(leo)].map((reply) => reply.text('GroupingInformation'));
    expect(groups[0]).not.toBe(groups[1]);
    expect((await ask(leo)).text('Server')).toBe('sandbox02.esimerkki.example');
    const soap = await askSoap([leo], ['GroupingInformation']);
    expect(soap.text('Value')).toBe(groups[1]);
  });

  test('takes the old distinguished name for the address', async () => {
    const dn = (await ask(leo)).text('LegacyDN') ?? '';
    const body = outlookRequest('x').replace('<EMailAddress>x</EMailAddress>', `<LegacyDN>${dn}</LegacyDN>`);
    expect((await post('xml', body)).text('AutoDiscoverSMTPAddress')).toBe(leo);
  });

  test('sends an address of a secondary domain on to the primary one', async () => {
    const reply = await ask(secondDomain);
    expect([reply.text('Action'), reply.text('RedirectAddr')]).toEqual(['redirectAddr', leo]);
    await client.control('POST', 'autodiscover', { redirectSecondaryDomains: false });
    expect((await ask(secondDomain)).text('AutoDiscoverSMTPAddress')).toBe(leo);
  });

  test.each([
    ['an address that nobody has', () => ask('nobody@esimerkki.example'), '500'],
    ['something that is no request', () => post('xml', '<x/>'), '600'],
    ['a GET', () => post('xml', null), '600'],
    ['a schema that it does not speak', () => post('xml', outlookRequest(aino, 'x')), '601'],
  ])('answers %s with an error code', async (_name, send, code) => {
    const reply = await send();
    expect([reply.status, reply.text('ErrorCode')]).toEqual([200, code]);
  });

  test('asks who is there first', async () => {
    const reply = await ask(aino, { authorization: 'Basic eDp5' });
    expect(reply.status).toBe(401);
    expect(reply.challenge).toContain('NTLM');
  });
});

describe('the SOAP service', () => {
  test('tells the settings that were asked for, and which it does not have', async () => {
    const names = ['ExternalEwsUrl', 'InternalEwsUrl', 'ExternalEwsVersion', 'EwsSupportedSchemas'];
    const reply = await askSoap([aino], [...names, 'ExternalUMUrl', 'Nonsense']);
    expect(reply.text('ErrorCode')).toBe('NoError');
    const settings = reply.elements.filter(({ name }) => name === 'UserSetting');
    expect(settings.map(({ children }) => children[0]?.text)).toEqual(names);
    expect(settings[0]?.children[1]?.text).toBe(`${client.sandbox.url}/EWS/Exchange.asmx`);
    expect(settings[2]?.children[1]?.text).toBe('15.02.2562.017');
    const errors = reply.elements.filter(({ name }) => name === 'UserSettingError');
    expect(errors.map(({ children }) => [children[0]?.text, children[2]?.text])).toEqual([
      ['SettingIsNotAvailable', 'ExternalUMUrl'],
      ['InvalidSetting', 'Nonsense'],
    ]);
  });

  test('answers each user for himself', async () => {
    const reply = await askSoap(
      [aino, secondDomain, 'nobody@esimerkki.example'],
      ['AutoDiscoverSMTPAddress'],
    );
    const users = reply.elements.filter(({ name }) => name === 'UserResponse');
    expect(users.map(({ children }) => children[0]?.text)).toEqual([
      'NoError',
      'RedirectAddress',
      'InvalidUser',
    ]);
    expect(users[1]?.children.find(({ name }) => name === 'RedirectTarget')?.text).toBe(leo);
  });

  test('wants the version in the header', async () => {
    const reply = await post('svc', soapRequest([aino], ['ExternalEwsUrl'], false));
    expect(reply.text('ErrorCode')).toBe('InvalidRequest');
  });

  test('is not there on Exchange 2007', async () => {
    await client.control('POST', 'server', { version: '2007_SP1' });
    expect((await askSoap([aino], ['ExternalEwsUrl'])).status).toBe(404);
    expect((await ask(aino)).text('ServerVersion')).toBe('720180F0');
  });
});

describe('as the controls want it', () => {
  test('it redirects by HTTP, before anybody signs in', async () => {
    await setRule({
      domain: 'esimerkki.example',
      answer: { kind: 'httpRedirect', url: 'https://x.example/a' },
    });
    const reply = await ask(aino, { authorization: '' });
    expect([reply.status, reply.location]).toEqual([302, 'https://x.example/a']);
    expect((await ask(secondDomain)).status).toBe(200);
  });

  test('it redirects to another URL or another address', async () => {
    await setRule({ address: aino, answer: { kind: 'redirectUrl', url: 'https://x.example/a' } });
    const reply = await ask(aino);
    expect([reply.text('Action'), reply.text('RedirectUrl')]).toEqual(['redirectUrl', 'https://x.example/a']);
    expect((await askSoap([aino], ['ExternalEwsUrl'])).text('RedirectTarget')).toBe('https://x.example/a');
    await setRule({ address: aino, answer: { kind: 'redirectAddress', address: 'a@x.example' } });
    expect((await ask(aino)).text('RedirectAddr')).toBe('a@x.example');
  });

  test('it fails, or names another EWS address', async () => {
    await setRule({ answer: { kind: 'httpStatus', status: 503 } });
    expect((await ask(aino)).status).toBe(503);
    await setRule({ answer: { kind: 'ewsUrl', url: 'https://mail.x.example/EWS/Exchange.asmx' } });
    expect((await ask(aino)).text('EwsUrl')).toBe('https://mail.x.example/EWS/Exchange.asmx');
  });
});

test('inquiries stand in the request log', async () => {
  await ask(aino);
  const log = (await client.control('GET', 'requests')).json as object[];
  expect(log).toMatchObject([{ operation: 'Autodiscover', mailbox: aino, identity: delegate, status: 200 }]);
});
