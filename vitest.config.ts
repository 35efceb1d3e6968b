import { defineConfig } from 'vitest/config';

/** Node tests run in forked processes; each file gets its own database and servers on free ports. */
const common = { pool: 'forks', testTimeout: 30_000, hookTimeout: 60_000 } as const;

/** Tests that touch a database run twice: once on the embedded one, once on a real PostgreSQL. */
const onDatabase = (database: 'pglite' | 'postgres') => ({
  test: {
    ...common,
    name: `system-${database}`,
    include: ['test/system/**/*.test.ts', 'src/store/**/*.test.ts', 'src/jobs/**/*.test.ts'],
    env: { TAHTI_TEST_DATABASE: database },
    globalSetup: ['test/fixtures/database-setup.ts'],
  },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['src/**/*.test.ts', 'web/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['src/store/**', 'src/jobs/**'],
        },
      },
      {
        test: { ...common, name: 'property', include: ['test/property/**/*.test.ts'], testTimeout: 240_000 },
      },
      {
        test: {
          ...common,
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          globalSetup: ['test/fixtures/database-setup.ts'],
        },
      },
      onDatabase('pglite'),
      onDatabase('postgres'),
      {
        test: {
          ...common,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
