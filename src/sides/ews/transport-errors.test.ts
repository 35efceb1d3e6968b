import { describe, expect, test } from 'vitest';
import { ewsError } from './errors.ts';
import { connectionError } from './transport-errors.ts';

const withCode = (code: string, more: object = {}) =>
  Object.assign(new Error(`system says ${code}`), { code }, more);

describe('a failure of the connection', () => {
  test.each([
    ['ENOTFOUND', 'EWS_ADDRESS_UNKNOWN', 'retry'],
    ['ECONNREFUSED', 'EWS_UNREACHABLE', 'retry'],
    ['UND_ERR_CONNECT_TIMEOUT', 'EWS_CONNECT_TIMEOUT', 'retry'],
    ['UND_ERR_HEADERS_TIMEOUT', 'EWS_ANSWER_TIMEOUT', 'retry'],
    ['CERT_HAS_EXPIRED', 'EWS_TLS_UNTRUSTED', 'fatal'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'EWS_TLS_UNTRUSTED', 'fatal'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'EWS_TLS_HANDSHAKE', 'fatal'],
    ['ECONNRESET', 'EWS_CONNECTION_LOST', 'retry'],
    ['SOMETHING_NEW', 'EWS_CONNECTION_LOST', 'retry'],
  ])('%s is %s', (system, code, kind) => {
    expect(connectionError(withCode(system), 'id-1').details).toMatchObject({
      code,
      kind,
      requestId: 'id-1',
      extra: { system },
    });
  });

  test('is known by its cause, and by the first of several addresses that were tried', () => {
    expect(
      connectionError(new TypeError('failed', { cause: withCode('ENOTFOUND') }), 'id').details.code,
    ).toBe('EWS_ADDRESS_UNKNOWN');
    expect(connectionError(new AggregateError([withCode('ECONNREFUSED')]), 'id').details.code).toBe(
      'EWS_UNREACHABLE',
    );
  });

  test('that is typed already stays as it is', () => {
    const typed = ewsError('EWS_ANSWER_TOO_LARGE', 'too large');
    expect(connectionError(typed, 'id')).toBe(typed);
  });
});
