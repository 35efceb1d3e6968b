import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressAssets } from './compress-assets.ts';
import { splitWords } from './split-words.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Few files of a good size compress better than many small ones. What is on every page is one file, and the frame
 * around the pages with all that it is made of another; what differs from page to page stays apart.
 */
const GROUPS = [
  { name: 'core', test: /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|@tanstack)[\\/]/ },
  {
    name: 'frame',
    test: /src[\\/](shell[\\/]shell|parts[\\/](page|error-state|loading|notice-region))\.tsx$/,
  },
];

/** The page: built into `dist/web`, which the server hands out; in development it asks the running API. */
export default defineConfig({
  root: here('.'),
  plugins: [react(), splitWords(), compressAssets(here('../dist/web/assets'))],
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env.TAHTI_API ?? 'http://127.0.0.1:3000' },
  },
});
