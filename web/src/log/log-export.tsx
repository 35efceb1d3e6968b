import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type LogFilter, logExportPath } from '../api/log.ts';

const FORMATS = ['csv', 'json'] as const;

/** Downloads of what the filters find, not only of what has been loaded. */
export function LogExport({ filter }: { readonly filter: LogFilter }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs">
      {FORMATS.map((format) => (
        <Button
          key={format}
          component="a"
          href={logExportPath(filter, format)}
          download
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t(`log.export.${format}`)}
        </Button>
      ))}
    </Group>
  );
}
