import { describe, expect, test } from 'vitest';
import { checkedUrl } from './ews-address.ts';

describe('the EWS address', () => {
  test.each([
    ['http://mail.example/EWS/Exchange.asmx', 'EWS_PLAIN_HTTP_REFUSED'],
    ['http://127.0.0.1.evil.example/EWS', 'EWS_PLAIN_HTTP_REFUSED'],
    ['http://localhost.evil.example/EWS', 'EWS_PLAIN_HTTP_REFUSED'],
    ['mail.example', 'EWS_ADDRESS_INVALID'],
    ['ftp://mail.example/', 'EWS_ADDRESS_INVALID'],
    ['https://user:secret@mail.example/EWS', 'EWS_ADDRESS_INVALID'],
    ['', 'EWS_ADDRESS_INVALID'],
  ])('%j is refused before anything is sent', (url, code) => {
    expect(() => checkedUrl(url)).toThrow(code);
  });

  test.each([
    ['https://mail.example/EWS/Exchange.asmx', 'https://mail.example/EWS/Exchange.asmx'],
    [' https://mail.example ', 'https://mail.example/EWS/Exchange.asmx'],
    ['http://127.0.0.1:3001/', 'http://127.0.0.1:3001/EWS/Exchange.asmx'],
    ['http://localhost:3001/ews', 'http://localhost:3001/ews'],
    ['http://[::1]:3001/ews', 'http://[::1]:3001/ews'],
  ])('%j is taken as %s', (url, taken) => {
    expect(checkedUrl(url).href).toBe(taken);
  });
});
