import { Box } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './disclosure.module.css';

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
}

/** More to read for those who want it. The browser's own element: keyboard and screen readers know it. */
export function Disclosure({ summary, children }: DisclosureProps) {
  return (
    <details className={classes.disclosure}>
      <summary>{summary}</summary>
      <Box pt="xs">{children}</Box>
    </details>
  );
}
