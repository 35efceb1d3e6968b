import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressAssets } from './compress-assets.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The page: built into `dist/web`, which the server hands out; in development it asks the running API. */
export default defineConfig({
  root: here('.'),
  plugins: [react(), compressAssets(here('../dist/web/assets'))],
  build: { outDir: here('../dist/web'), emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 700 },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env.TAHTI_API ?? 'http://127.0.0.1:3000' },
  },
});
