import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_PAGES, eachPageOnce, pagesOf, type Visitor } from './all-pages.ts';
import { Installation } from './installation.ts';

const VISITORS: readonly Visitor[] = ['stranger', 'user', 'administrator', 'support', 'operator'];
const LANGUAGES = ['fi', 'sv', 'en'] as const;
const TELEPHONE = 360;

describe('every page', () => {
  let installation: Installation;

  beforeAll(async () => {
    installation = await Installation.start();
  });

  afterAll(() => installation?.stop());

  it('is walked through here: none of the routes is missing', async () => {
    const tree = await readFile(new URL('../../../web/src/routes/tree.ts', import.meta.url), 'utf8');
    const routes = [...tree.matchAll(/path: '([^']+)'/g)]
      .map(([, path]) => path)
      .filter((path) => path !== '/');
    expect(routes.length).toBeGreaterThan(10);
    const walked = new Set(ALL_PAGES.map(({ route }) => route));
    expect(routes.filter((path) => path && !walked.has(path))).toEqual([]);
  });

  for (const visitor of VISITORS)
    it(`has nothing that axe finds, in the light or in the dark, for the ${visitor}`, async () => {
      const onlooker = await installation.visit(visitor);
      const found: Record<string, string[]> = {};
      for (const { name, address } of pagesOf(visitor)) {
        await onlooker.open(address);
        const violations = await onlooker.violations();
        if (violations.length > 0) found[name] = violations;
      }
      expect(found).toEqual({});
      await onlooker.leave();
    });

  for (const language of LANGUAGES)
    it(`fits a telephone without moving sideways, in the words of ${language}`, async () => {
      const found: Record<string, string[]> = {};
      for (const { visitor, pages } of eachPageOnce()) {
        const onlooker = await installation.visit(visitor, language, TELEPHONE);
        for (const { name, address } of pages) {
          await onlooker.open(address);
          const beyond = await onlooker.beyondTheEdge();
          if (beyond.length > 0) found[name] = beyond;
        }
        await onlooker.leave();
      }
      expect(found).toEqual({});
    });
});
