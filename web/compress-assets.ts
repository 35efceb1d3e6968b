import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** What shrinks; fonts are compressed already. */
const WORTH_IT = /\.(js|css|svg|json)$/;
/** The most that each can do: it is done once, and read by everybody. */
const BROTLI_QUALITY = 11;
const GZIP_LEVEL = 9;

/**
 * Lays a Brotli and a gzip copy beside every built asset, so that the server hands them out as they are and
 * never compresses while somebody waits.
 */
export function compressAssets(folder: string): Plugin {
  return {
    name: 'tahti-compress-assets',
    apply: 'build',
    closeBundle: async () => {
      const names = (await readdir(folder)).filter((name) => WORTH_IT.test(name));
      await Promise.all(names.map((name) => compress(join(folder, name))));
    },
  };
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content, { params }));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: GZIP_LEVEL }));
}
