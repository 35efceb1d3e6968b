import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SwitchOff } from '../api/contract.ts';

interface SwitchOffDialogProps {
  readonly opened: boolean;
  /** Whose synchronization; null for one's own. */
  readonly name: string | null;
  readonly busy: boolean;
  readonly onConfirm: (choice: SwitchOff) => void;
  readonly onClose: () => void;
}

/** Turning off: keep what was synchronized, or take back what Tahti made. */
export function SwitchOffDialog({ opened, name, busy, onConfirm, onClose }: SwitchOffDialogProps) {
  const { t } = useTranslation();
  const [entries, setEntries] = useState<SwitchOff['entries']>('keep');
  const title = name ? t('switchOff.titleFor', { name }) : t('switchOff.title');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={<Text fw={650}>{title}</Text>}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="lg">
        <Radio.Group
          label={t('switchOff.question')}
          value={entries}
          onChange={(value) => setEntries(value as SwitchOff['entries'])}
        >
          <Stack gap="sm" mt="xs">
            <Radio value="keep" label={t('switchOff.keep')} description={t('switchOff.keepHelp')} />
            <Radio
              value="takeBack"
              label={t('switchOff.takeBack')}
              description={t('switchOff.takeBackHelp')}
            />
          </Stack>
        </Radio.Group>
        {name && <Text fz="sm">{t('switchOff.onlyThemselves')}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={busy} onClick={() => onConfirm({ entries })}>
            {t('switchOff.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
