/** Finds Chromium and PostgreSQL, installs them where that is possible, or throws saying what is missing. */
export function ensureTestTools(): Promise<void>;
/** The first Chromium-like browser of this machine, or undefined. */
export function findChromium(): string | undefined;
/** The folder of `initdb` and `postgres`, or undefined. */
export function findPostgres(): string | undefined;
