import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LogEntry, PutBack } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { FieldValue } from '../parts/field-value.tsx';

interface ConflictValueProps {
  readonly conflict: LogEntry['conflicts'][number];
  readonly side: PutBack['side'];
  readonly fieldName: string;
  readonly busy: boolean;
  /** Null where whoever looks may only look. */
  readonly onPutBack: ((wanted: PutBack) => void) | null;
}

/** One side's value of a conflict: whether it won, whether it was put back, and the button that does so. */
export function ConflictValue({ conflict, side, fieldName, busy, onPutBack }: ConflictValueProps) {
  const { t } = useTranslation();
  const stands = conflict.putBack?.side ?? conflict.winner;
  const value = side === 'activities' ? conflict.activity : conflict.mailbox;
  const field = conflict.field as PutBack['field'];
  return (
    <Stack gap={6} align="flex-start">
      <Group gap="xs" style={{ overflowWrap: 'anywhere' }}>
        <FieldValue value={value} />
        {conflict.winner === side && (
          <Badge size="sm" variant="light" tt="none">
            {t('log.conflict.won')}
          </Badge>
        )}
      </Group>
      {conflict.putBack?.side === side && <WasPutBack putBack={conflict.putBack} />}
      {onPutBack && stands !== side && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArrowBackUp size={15} aria-hidden />}
          loading={busy}
          aria-label={t('log.putBack.of', { field: fieldName, side: t(`log.conflict.${side}`) })}
          onClick={() => onPutBack({ field, side })}
        >
          {t('log.putBack.button')}
        </Button>
      )}
    </Stack>
  );
}

function WasPutBack({
  putBack,
}: {
  readonly putBack: NonNullable<LogEntry['conflicts'][number]['putBack']>;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const at = format.dateTime(putBack.at);
  return (
    <Text fz="xs" c="dimmed">
      {putBack.actorName
        ? t('log.putBack.by', { at, name: putBack.actorName, interpolation: { escapeValue: false } })
        : t('log.putBack.at', { at })}
    </Text>
  );
}
