import { InvalidArgumentError } from 'commander';

/** How far the demo's company is set up when it starts. */
export const DEMO_MODES = ['fresh', 'ready'] as const;
export type DemoMode = (typeof DEMO_MODES)[number];

/** Parses a port number for the command line; 0 picks a free one. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('It is a number from 0 to 65535.');
  return port;
}
