/** The schema versions that a request can ask for, oldest first (RequestServerVersion). */
const schemaVersions = [
  'Exchange2007',
  'Exchange2007_SP1',
  'Exchange2010',
  'Exchange2010_SP1',
  'Exchange2010_SP2',
  'Exchange2013',
  'Exchange2013_SP1',
  'Exchange2015',
  'Exchange2016',
  'Exchange2019',
  'V2015_10_05',
  'V2016_01_06',
  'V2016_04_13',
  'V2016_07_13',
  'V2016_10_10',
  'V2017_01_07',
  'V2017_04_14',
  'V2017_07_11',
  'V2018_01_08',
] as const;

export type SchemaVersion = (typeof schemaVersions)[number];

/** A server that the sandbox can pretend to be: its newest schema, and the build it names in its answers. */
export interface ServerVersion {
  readonly newestSchema: SchemaVersion;
  /** Major version, minor version, major build number, minor build number. */
  readonly build: readonly [number, number, number, number];
  /** What the `Version` attribute of ServerVersionInfo says; Exchange 2007 has no such attribute. */
  readonly versionName?: string;
}

/** Real builds: the last cumulative update or service pack of each server. */
export const serverVersions = {
  '2007_SP1': { newestSchema: 'Exchange2007_SP1', build: [8, 1, 240, 6] },
  '2010': { newestSchema: 'Exchange2010_SP2', build: [14, 3, 513, 0], versionName: 'Exchange2010_SP2' },
  '2013': { newestSchema: 'Exchange2013_SP1', build: [15, 0, 1497, 48], versionName: 'V2_23' },
  '2016': { newestSchema: 'V2017_07_11', build: [15, 1, 2507, 39], versionName: 'V2017_07_11' },
  '2019': { newestSchema: 'V2017_07_11', build: [15, 2, 1544, 14], versionName: 'V2017_07_11' },
  SE: { newestSchema: 'V2017_07_11', build: [15, 2, 2562, 17], versionName: 'V2017_07_11' },
  online: { newestSchema: 'V2018_01_08', build: [15, 20, 8769, 22], versionName: 'V2018_01_08' },
} as const satisfies Record<string, ServerVersion>;

export type ServerVersionName = keyof typeof serverVersions;

/** Whether a schema version has what came with another one. */
export function atLeast(version: SchemaVersion, since: SchemaVersion): boolean {
  return schemaVersions.indexOf(version) >= schemaVersions.indexOf(since);
}

/** The schema version by its name, when this server knows it; otherwise undefined. */
export function knownSchemaVersion(name: string, server: ServerVersion): SchemaVersion | undefined {
  const version = schemaVersions.find((candidate) => candidate === name);
  return version && atLeast(server.newestSchema, version) ? version : undefined;
}
