/**
 * `npm run screenshots`: pictures of every page in three languages, two schemes and two widths, into the folder that
 * `TAHTI_SCREENSHOTS` names, to be looked at by a person; with `-- --docs` those of README and guides besides.
 * `-- --only NAME` takes the pages whose names begin so. Each picture is called PAGE.VISITOR.LANGUAGE.SCHEME.WIDTH.png.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { until } from '../../fixtures/until.ts';
import { eachPageOnce } from './all-pages.ts';
import { takeDocumentPictures } from './document-pictures.ts';
import { Installation } from './installation.ts';

const { values } = parseArgs({
  options: { docs: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});
const folder = process.env.TAHTI_SCREENSHOTS;

if (!folder && !values.docs) {
  console.error(
    'Name a folder for the pictures in TAHTI_SCREENSHOTS, or ask for those of the documents: --docs',
  );
  process.exitCode = 1;
} else {
  const installation = await Installation.start();
  try {
    await everybodySynchronized(installation);
    if (values.docs) await takeDocumentPictures(installation);
    if (folder) await takeAll(installation, folder, values.only);
  } finally {
    await installation.stop();
  }
}

/** Pages are looked at as they are on a quiet day, not in the demo's first seconds. */
async function everybodySynchronized(installation: Installation): Promise<void> {
  const user = await installation.client('user');
  await until(async () => (await user.synchronization()).lastSuccessAt !== null);
}

async function takeAll(installation: Installation, into: string, only: string): Promise<void> {
  await mkdir(into, { recursive: true });
  for (const { visitor, pages } of eachPageOnce())
    for (const language of ['fi', 'en', 'sv'] as const)
      for (const width of [1280, 360]) {
        const chosen = pages.filter(({ name }) => name.startsWith(only));
        if (chosen.length === 0) continue;
        const onlooker = await installation.visit(visitor, language, width);
        for (const { name, address } of chosen) {
          await onlooker.open(address);
          for (const scheme of ['light', 'dark'] as const) {
            await onlooker.inScheme(scheme);
            const path = join(into, `${name}.${visitor}.${language}.${scheme}.${width}.png`);
            await onlooker.page.screenshot({ path, fullPage: true });
          }
        }
        await onlooker.leave();
      }
}
