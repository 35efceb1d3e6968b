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

  it('is documented, every variable with its meaning', () => {
    const guide = readFileSync(new URL('../docs/guide/configuration.md', import.meta.url), 'utf8');
    for (const { name, meaning } of VARIABLES) {
      expect(meaning, `meaning of ${name}`).not.toBe('');
      expect(guide).toContain(`| \`${name}\` |`);
      expect(guide).toContain(meaning);
    }
  });
});
