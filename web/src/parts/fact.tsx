import { Box, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A name and its value, one above the other. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Box>
      <Text fz="xs" c="dimmed" component="div">
        {name}
      </Text>
      <Text fz="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Box>
  );
}
