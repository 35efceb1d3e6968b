import { NumberInput, Radio, SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Card } from '../parts/card.tsx';
import classes from './rules-section.module.css';
import { useSettingsForm } from './settings-form-context.ts';

const CONFLICTS = ['newest', 'activities', 'mailbox'] as const;
const PARTICIPANTS = ['copies', 'invitations'] as const;

/** Who wins a conflict, what participants get, how far it reaches, and when deletions wait for a person. */
export function RulesSection() {
  const { t } = useTranslation();
  const form = useSettingsForm();
  return (
    <Card title={t('exchange.rules')}>
      <Radio.Group
        label={t('exchange.conflicts')}
        description={t('exchange.conflictsHelp')}
        {...form.getInputProps('conflictPolicy')}
      >
        <Stack gap="xs" mt="xs">
          {CONFLICTS.map((policy) => (
            <Radio
              key={policy}
              value={policy}
              label={t(`exchange.conflict.${policy}.name`)}
              description={t(`exchange.conflict.${policy}.help`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Radio.Group label={t('exchange.participants')} {...form.getInputProps('participantsPolicy')}>
        <Stack gap="xs" mt="xs">
          {PARTICIPANTS.map((policy) => (
            <Radio
              key={policy}
              value={policy}
              label={t(`exchange.participant.${policy}.name`)}
              description={t(`exchange.participant.${policy}.help`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <SimpleGrid cols={{ base: 1, sm: 3 }} className={classes.numbers}>
        <Days name="daysBack" min={0} max={3650} />
        <Days name="daysAhead" min={1} max={3650} />
        <Days name="deletionLimit" min={1} max={100_000} />
      </SimpleGrid>
    </Card>
  );
}

interface DaysProps {
  readonly name: 'daysBack' | 'daysAhead' | 'deletionLimit';
  readonly min: number;
  readonly max: number;
}

function Days({ name, min, max }: DaysProps) {
  const { t } = useTranslation();
  const form = useSettingsForm();
  return (
    <NumberInput
      label={t(`exchange.${name}`)}
      description={t(`exchange.${name}Help`)}
      min={min}
      max={max}
      allowDecimal={false}
      className={classes.number}
      {...form.getInputProps(name)}
    />
  );
}
