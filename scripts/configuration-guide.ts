/** Writes the table of `docs/guide/configuration.md` from the one in `src/config.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { readConfig, VARIABLES } from '../src/config.ts';

const file = new URL('../docs/guide/configuration.md', import.meta.url);
const defaults = readConfig({}) as Record<string, unknown>;
const shown = (value: unknown) =>
  value === undefined || (Array.isArray(value) && value.length === 0)
    ? 'none'
    : `\`${value === true ? 'on' : value === false ? 'off' : value}\``;
const rows = VARIABLES.map(({ name, meaning }) => `| \`${name}\` | ${shown(defaults[name])} | ${meaning} |`);
const table = ['| variable | default | what it does |', '| --- | --- | --- |', ...rows].join('\n');
const text = readFileSync(file, 'utf8');
writeFileSync(
  file,
  text.replace(
    /<!-- table -->[\s\S]*<!-- end of table -->/,
    `<!-- table -->\n${table}\n<!-- end of table -->`,
  ),
);
