import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import { Card } from '../parts/card.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { ConnectionLadder } from './connection-ladder.tsx';
import { useSettingsForm } from './settings-form-context.ts';
import { looksLikeAddress, saveRequest } from './settings-values.ts';
import { showFieldErrors } from './show-field-errors.ts';
import { useConnectionTest } from './use-connection-test.ts';

/** *Test the connection*: climbs the ladder with what stands in the form now, saved or not. */
export function TestSection() {
  const { t } = useTranslation();
  const form = useSettingsForm();
  const test = useConnectionTest((failure) => {
    if (failure instanceof ApiFailure) showFieldErrors(form, failure);
  });
  const start = () => {
    const { form: settings, testMailbox } = saveRequest(form.values, false);
    if (!looksLikeAddress(testMailbox)) {
      form.setFieldError('testMailbox', t('exchange.testMailboxNotAddress'));
      form.getInputNode('testMailbox')?.focus();
      return;
    }
    void test.start({ form: settings, testMailbox });
  };
  return (
    <Card title={t('exchange.test')} description={t('exchange.testHelp')}>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('exchange.testMailbox')}
          type="email"
          autoComplete="off"
          style={{ flex: '1 1 16rem' }}
          maw={380}
          {...form.getInputProps('testMailbox')}
        />
        <Button variant="light" onClick={start} loading={test.running}>
          {t('exchange.testStart')}
        </Button>
      </Group>
      {test.error !== null && <ErrorState error={test.error} />}
      {test.rungs.length > 0 && <ConnectionLadder rungs={test.rungs} running={test.running} />}
    </Card>
  );
}
