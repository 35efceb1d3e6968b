import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createItem,
  getFolder,
  getItem,
  itemIdElement,
  openTestClient,
  type TestClient,
} from '../../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

const ref = { id: 'AAMk', changeKey: '' };
const itemIds = `<m:ItemIds>${itemIdElement(ref, false)}</m:ItemIds>`;

test('elements in the wrong order are refused with the place and what was expected', async () => {
  const answer = await client.call(createItem('<t:Location>x</t:Location><t:Subject>y</t:Subject>'));
  expect([answer.status, answer.codes]).toEqual([500, ['ErrorSchemaValidation']]);
  expect(answer.first('Violation')).toMatch(/'CalendarItem'.* has invalid child element 'Subject'/);
  expect(Number(answer.first('LineNumber'))).toBeGreaterThan(1);
  expect(Number(answer.first('LinePosition'))).toBeGreaterThan(1);
  expect(answer.first('faultstring')).toContain('The request failed schema validation');
});

test.each([
  ['an unknown element', createItem('<t:Colour>red</t:Colour>')],
  ['a value outside the list', createItem('<t:Sensitivity>Secret</t:Sensitivity>')],
  ['a time that is none', createItem('<t:Start>tomorrow</t:Start>')],
  ['an empty list where one entry is needed', createItem('<t:RequiredAttendees/>')],
  [
    'an ItemShape in the wrong order',
    `<m:GetItem><m:ItemShape><t:BodyType>Text</t:BodyType><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>${itemIds}</m:GetItem>`,
  ],
  ['a missing part', `<m:GetItem>${itemIds}</m:GetItem>`],
  ['a missing attribute', `<m:DeleteItem SendMeetingCancellations="SendToNone">${itemIds}</m:DeleteItem>`],
  ['an undeclared attribute', getFolder().replace('<m:GetFolder>', '<m:GetFolder Fast="true">')],
  ['an unknown property path', getItem(ref, '<t:FieldURI FieldURI="calendar:Colour"/>')],
  ['the wrong namespace', getFolder().replaceAll('t:BaseShape', 'm:BaseShape')],
])('%s is refused', async (_, request) => {
  const answer = await client.call(request);
  expect([answer.status, answer.codes]).toEqual([500, ['ErrorSchemaValidation']]);
});

test('identifiers in the impersonation header are held against the schema too', async () => {
  const header =
    '<t:ExchangeImpersonation><t:ConnectingSID><t:Name>x</t:Name></t:ConnectingSID></t:ExchangeImpersonation>';
  expect((await client.call(getFolder(), { actFor: null, header })).codes).toEqual(['ErrorSchemaValidation']);
});

describe('what is not even XML', () => {
  const post = async (body: string, type = 'text/xml') => {
    const authorization = `Basic ${btoa('sync.delegate@esimerkki.example:delegate-demo')}`;
    const headers = { 'content-type': type, authorization };
    const response = await fetch(`${client.sandbox.url}/EWS/Exchange.asmx`, {
      method: 'POST',
      headers,
      body,
    });
    return { status: response.status, text: await response.text() };
  };

  test('a broken document and a document type are refused as such', async () => {
    expect((await post('<a><b></a>')).text).toContain('ErrorSchemaValidation');
    const bomb = '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>';
    expect((await post(bomb)).text).toContain('DTD is prohibited');
  });

  test('a document that is no envelope, or an envelope without a request, is an invalid request', async () => {
    expect((await post('<a/>')).text).toContain('ErrorInvalidRequest');
    const empty = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>';
    expect((await post(empty)).text).toContain('ErrorInvalidRequest');
  });

  test('another content type is not read', async () => {
    expect((await post('<a/>', 'application/json')).status).toBe(415);
  });
});

test('an operation that the server does not have is a fault', async () => {
  const answer = await client.call('<m:GetUserAvailabilityRequest/>');
  expect([answer.status, answer.codes]).toEqual([500, ['ErrorInvalidRequest']]);
});

test('any prefixes will do', async () => {
  const request = getFolder()
    .replace(
      '<m:GetFolder>',
      '<GetFolder xmlns="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:zz="http://schemas.microsoft.com/exchange/services/2006/types">',
    )
    .replaceAll('m:', '')
    .replaceAll('t:', 'zz:');
  expect((await client.call(request)).codes).toEqual(['NoError']);
});
