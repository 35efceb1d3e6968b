import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, VARIABLES } from './config.ts';

describe('the configuration', () => {
  it('has a default for everything, so that an empty environment works', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ TAHTI_DATA: './data', PORT: 3000, SANDBOX_PORT: 3001, HOST: '127.0.0.1' });
    expect(config.DATABASE_URL).toBeUndefined();
  });

  it('takes an empty value as unset', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 3000 });
  });

  it('names every fault at once', () => {
    const read = () => readConfig({ PORT: 'seventy', DATABASE_URL: 'mysql://x', TAHTI_SECRET_KEY: 'short' });
    expect(read).toThrow(ConfigError);
    for (const name of ['PORT', 'DATABASE_URL', 'TAHTI_SECRET_KEY'])
      expect(read).toThrow(new RegExp(`${name}: `));
  });

  it('reads on and off as truth values', () => {
    expect(readConfig({ TAHTI_SEVERA_RATE_LIMIT: 'off' }).TAHTI_SEVERA_RATE_LIMIT).toBe(false);
    expect(readConfig({}).TAHTI_SEVERA_RATE_LIMIT).toBe(true);
  });

  const PROVIDER = {
    TAHTI_OIDC_ISSUER: 'https://login.microsoftonline.com/tenant/v2.0',
    TAHTI_OIDC_CLIENT_ID: 'id',
    TAHTI_PUBLIC_URL: 'https://tahti.example',
  };

  it('takes one provider of one tenant, with the domains for which it speaks', () => {
    const config = readConfig({ ...PROVIDER, TAHTI_OIDC_DOMAINS: 'Yritys.example, toinen.example' });
    expect(config.TAHTI_OIDC_DOMAINS).toEqual(['yritys.example', 'toinen.example']);
    for (const tenant of ['common', 'organizations', 'Consumers'])
      expect(() =>
        readConfig({ ...PROVIDER, TAHTI_OIDC_ISSUER: `https://login.microsoftonline.com/${tenant}/v2.0` }),
      ).toThrow('TAHTI_OIDC_ISSUER: must name your own tenant');
  });

  it('takes a provider without TLS on this machine alone', () => {
    const at = (issuer: string) => () => readConfig({ ...PROVIDER, TAHTI_OIDC_ISSUER: issuer });
    expect(at('http://127.0.0.1:8080')).not.toThrow();
    expect(at('http://login.example')).toThrow('TAHTI_OIDC_ISSUER: must be an https:// address');
  });

  it('lets the secrets of applications go over TLS alone, but on this machine', () => {
    const at = (url: string) => readConfig({ TAHTI_LOGIN_URL: url }).TAHTI_LOGIN_URL;
    expect(at('http://127.0.0.1:3001/')).toBe('http://127.0.0.1:3001');
    expect(() => at('http://login.example')).toThrow('TAHTI_LOGIN_URL: must be an https:// address');
  });

  it('names what a variable needs beside it', () => {
    expect(() => readConfig({ TAHTI_OIDC_ISSUER: PROVIDER.TAHTI_OIDC_ISSUER })).toThrow(
      'TAHTI_OIDC_CLIENT_ID: is needed where TAHTI_OIDC_ISSUER is set',
    );
    expect(() => readConfig({ TAHTI_SMTP_URL: 'smtp://mail.example' })).toThrow(
      'TAHTI_MAIL_FROM: is needed where TAHTI_SMTP_URL is set',
    );
  });

  it('is documented, every variable with its meaning', () => {
    const guide = readFileSync(new URL('../docs/guide/configuration.md', import.meta.url), 'utf8');
    for (const { name, meaning } of VARIABLES) {
      expect(meaning, `meaning of ${name}`).not.toBe('');
      expect(guide).toContain(`| \`${name}\` |`);
      expect(guide).toContain(meaning);
    }
  });
});
