import { describe, expect, test } from 'vitest';
import { type ConnectionForm, ewsSettingsOf } from './ews-settings.ts';

const form: ConnectionForm = {
  version: 'office365-ews',
  signInWay: 'application',
  cloud: 'worldwide',
  tenant: 'company.example',
  applicationId: 'id',
  ewsUrl: '',
  delegateUserName: 'delegate@company.example',
  netbiosDomain: '',
  secret: 'words',
};
const MICROSOFT = { ca: undefined, loginUrl: undefined };

describe('the settings of the connector', () => {
  test.each([
    ['worldwide', 'https://login.microsoftonline.com', 'https://outlook.office365.com'],
    ['usGovernment', 'https://login.microsoftonline.us', 'https://outlook.office365.us'],
    ['china', 'https://login.partner.microsoftonline.cn', 'https://partner.outlook.cn'],
  ] as const)('have the hosts of the cloud (%s)', (cloud, login, exchange) => {
    const { url, oauth } = ewsSettingsOf({ ...form, cloud }, MICROSOFT);
    expect(url).toBe(`${exchange}/EWS/Exchange.asmx`);
    expect(oauth).toMatchObject({
      tokenUrl: `${login}/company.example/oauth2/v2.0/token`,
      scope: `${exchange}/.default`,
    });
  });

  test('have no password where an application signs in, and no application where a password does', () => {
    const application = ewsSettingsOf(form, MICROSOFT);
    expect(application).toMatchObject({ userName: '', password: '', oauth: { clientSecret: 'words' } });
    const delegate = ewsSettingsOf({ ...form, signInWay: 'password' }, MICROSOFT);
    expect(delegate).toMatchObject({ userName: form.delegateUserName, password: 'words' });
    expect(delegate).not.toHaveProperty('oauth');
  });

  test('keep the tenant in its place in the address of the token endpoint', () => {
    const odd = { ...form, tenant: 'a/../b?c' };
    const { oauth } = ewsSettingsOf(odd, { ...MICROSOFT, loginUrl: 'https://login.example' });
    expect(oauth?.tokenUrl).toBe('https://login.example/a%2F..%2Fb%3Fc/oauth2/v2.0/token');
  });
});
