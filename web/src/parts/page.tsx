import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

interface PageProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** Pages of running text and forms stay narrow enough to read; tables and calendars take the room. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

let firstPage = true;

/** A page: its heading, also in the browser's title and, when one comes from another page, in focus. */
export function Page({ title, description, actions, wide = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Tahti`;
  }, [title]);
  useEffect(() => {
    if (!firstPage) heading.current?.focus({ preventScroll: true });
    firstPage = false;
  }, []);
  return (
    <Box maw={wide ? 1400 : 860} mx="auto">
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Box flex="1 1 18rem">
            <Title order={1} fz={{ base: 24, sm: 28 }} ref={heading} tabIndex={-1}>
              {title}
            </Title>
            {description && (
              <Text c="dimmed" mt={4} maw={680}>
                {description}
              </Text>
            )}
          </Box>
          {actions}
        </Group>
        {children}
      </Stack>
    </Box>
  );
}
