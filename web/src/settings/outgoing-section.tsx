import { Checkbox, ColorSwatch, Group, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTypeName } from '../api/activity-types.ts';
import type { ActivityType } from '../api/contract.ts';
import { Card } from '../parts/card.tsx';
import { useSettingsForm } from './settings-form-context.ts';

interface OutgoingSectionProps {
  readonly types: readonly ActivityType[];
  readonly hasPersonalType: boolean;
}

/** What goes from Severa to Exchange, and what an entry from Exchange becomes. */
export function OutgoingSection({ types, hasPersonalType }: OutgoingSectionProps) {
  const { t } = useTranslation();
  const form = useSettingsForm();
  const nameOf = useTypeName();
  const active = types.filter((type) => type.active);
  const forIncoming = active.filter(({ category }) => category !== 'Task' && category !== 'Personal');
  return (
    <Card title={t('exchange.types')} description={t('exchange.typesHelp')}>
      <Checkbox.Group label={t('exchange.outgoing')} {...form.getInputProps('outgoingTypeIds')}>
        <Stack gap="xs" mt="xs">
          {active.map((type) => (
            <TypeChoice key={type.id} type={type} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Select
        label={t('exchange.defaultType')}
        description={t('exchange.defaultTypeHelp')}
        maw={380}
        data={forIncoming.map((type) => ({ value: type.id, label: nameOf(type) }))}
        {...form.getInputProps('defaultTypeId')}
      />
      <Text fz="sm">{t(hasPersonalType ? 'exchange.personalExists' : 'exchange.personalMissing')}</Text>
    </Card>
  );
}

function TypeChoice({ type }: { readonly type: ActivityType }) {
  const { t } = useTranslation();
  const nameOf = useTypeName();
  const impossible = type.category === 'Task';
  return (
    <Checkbox
      value={type.id}
      disabled={impossible}
      label={
        <Group gap={8} component="span" wrap="nowrap">
          <ColorSwatch component="span" color={type.color} size={14} withShadow={false} aria-hidden />
          {nameOf(type)}
        </Group>
      }
      description={impossible ? t('exchange.taskImpossible') : t(`category.${type.category}`)}
    />
  );
}
