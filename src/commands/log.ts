import pino from 'pino';

/**
 * The process's logger. Writes JSON lines to standard error only, since standard output belongs to the
 * ready line. Never give it request bodies or entries: whatever is handed in is written.
 */
export function createLog(level: string): pino.Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // A second net below the habit: these never carry anything but secrets.
      redact: [
        'password',
        'secret',
        'authorization',
        'cookie',
        '*.password',
        '*.secret',
        'headers.authorization',
      ],
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

export type Log = pino.Logger;
