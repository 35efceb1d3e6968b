import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface CardProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
}

/** One subject of a page: a named region with a heading. */
export function Card({ title, description, aside, children }: CardProps) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} withBorder p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div style={{ flex: '1 1 14rem' }}>
            <Title order={2} fz={18} id={id}>
              {title}
            </Title>
            {description && (
              <Text c="dimmed" fz="sm" mt={4} maw={640}>
                {description}
              </Text>
            )}
          </div>
          {aside}
        </Group>
        {children}
      </Stack>
    </Paper>
  );
}
