/**
 * The import rule of ARCHITECTURE.md: data flows one way, and the sandbox shares nothing with the sides.
 *
 * It reads TypeScript through @swc/core, since it cannot use the compiler from version 7 on; without that
 * package it would find no file at all and pass.
 */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from} may import only ${allowed}`,
  from: { path: `^src/${from}/` },
  to: { path: '^(src|web|test|bench)/', pathNot: `^src/(${allowed})|^test/fixtures/` },
});

module.exports = {
  forbidden: [
    {
      name: 'house-knows-no-tests',
      severity: 'error',
      comment: 'fixtures are for the tests that stand beside the code, never for the code',
      from: { path: '^(src|web)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^test/' },
    },
    only('model-stands-alone', 'model', 'model/'),
    only('reconcile-is-pure', 'reconcile', 'reconcile/|model/'),
    only('sides-know-the-model', 'sides', 'sides/|model/'),
    only('store-knows-the-model', 'store', 'store/|model/'),
    only('sync-joins', 'sync', 'sync/|reconcile/|sides/|store/|model/'),
    only('jobs-start-sync', 'jobs', 'jobs/|sync/|store/|sides/|model/|config.ts'),
    only('mail-stands-alone', 'mail', 'mail/'),
    only('http-reads-and-enqueues', 'http', 'http/|store/|jobs/|mail/|model/|config.ts'),
    only('sandbox-stands-alone', 'sandbox', 'sandbox/'),
    {
      name: 'page-knows-only-the-contract',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^src/', pathNot: '^src/http/contract\\.ts$' },
    },
    {
      name: 'contract-stands-alone',
      severity: 'error',
      from: { path: '^src/http/contract(\\.ts$|/)' },
      to: { path: '^src/', pathNot: '^src/http/contract/' },
    },
    {
      name: 'one-side-knows-no-other',
      severity: 'error',
      from: { path: '^src/sides/(memory|workspace|severa|ews|graph)/' },
      to: { path: '^src/sides/(memory|workspace|severa|ews|graph)/', pathNot: '^src/sides/$1/' },
    },
    {
      name: 'reconcile-has-no-io',
      severity: 'error',
      from: { path: '^src/reconcile/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core', 'npm'] },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
