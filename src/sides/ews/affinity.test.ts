import { describe, expect, test } from 'vitest';
import { AffinityCookies } from './affinity.ts';

describe('affinity cookies', () => {
  test('are sent back by name and value, the latest value of each', () => {
    const cookies = new AffinityCookies();
    expect(cookies.header()).toBeNull();
    cookies.remember([
      'X-BackEndCookie=a; expires=Fri, 24-Nov-2126 10:00:00 GMT; path=/EWS; secure; HttpOnly',
      'exchangecookie=b',
    ]);
    cookies.remember('X-BackEndCookie=c');
    expect(cookies.header()).toBe('X-BackEndCookie=c; exchangecookie=b');
  });

  test('go when the server takes them back', () => {
    const cookies = new AffinityCookies();
    cookies.remember(['a=1', 'b=2', 'c=3']);
    cookies.remember(['a=; path=/', 'b=2; Max-Age=0', 'c=3; Expires=Thu, 01 Jan 1970 00:00:00 GMT']);
    expect(cookies.header()).toBeNull();
  });

  test('are bounded in number and size', () => {
    const cookies = new AffinityCookies();
    cookies.remember(Array.from({ length: 100 }, (_, n) => `cookie${n}=x`));
    cookies.remember(`long=${'x'.repeat(10_000)}`);
    cookies.remember(['nonsense', '=x', undefined as unknown as string].filter(Boolean));
    expect(cookies.header()?.split('; ')).toHaveLength(16);
  });
});
