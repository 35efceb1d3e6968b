import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import type { FoundAddress } from '../api/contract.ts';
import { useAddressSearch } from '../api/exchange-settings.ts';
import { useAdvice } from '../parts/advice.ts';
import { ErrorState } from '../parts/error-state.tsx';
import { useSettingsForm } from './settings-form-context.ts';
import { addressQuestion } from './settings-values.ts';
import { showFieldErrors } from './show-field-errors.ts';

/** *Find it for me*: asks the company's own Autodiscover for the EWS address and fills it in. */
export function FindAddress() {
  const { t } = useTranslation();
  const form = useSettingsForm();
  const search = useAddressSearch();
  const [answer, setAnswer] = useState<FoundAddress | null>(null);

  const start = (confirmedHost: string | null) => {
    setAnswer(null);
    search.mutate(addressQuestion(form.values, confirmedHost), {
      onSuccess: (found) => {
        setAnswer(found);
        if (found.found) form.setFieldValue('ewsUrl', found.found.ewsUrl);
      },
      onError: (failure) => {
        if (failure instanceof ApiFailure) showFieldErrors(form, failure);
      },
    });
  };
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Button variant="default" size="xs" loading={search.isPending} onClick={() => start(null)}>
          {t('exchange.findAddress')}
        </Button>
        <Text fz="xs" c="dimmed">
          {t('exchange.findAddressHelp')}
        </Text>
      </Group>
      <div role="status">{answer && <Outcome answer={answer} onConfirm={start} />}</div>
      {search.error !== null && <ErrorState error={search.error} />}
    </Stack>
  );
}

interface OutcomeProps {
  readonly answer: FoundAddress;
  readonly onConfirm: (host: string) => void;
}

/** What was found; or why nothing was, and the host that waits for a yes. */
function Outcome({ answer: { found, trouble, confirmHost }, onConfirm }: OutcomeProps) {
  const { t } = useTranslation();
  const advice = useAdvice();
  if (found) {
    const version = found.version
      ? t(`exchange.versions.${found.version}`)
      : t('exchange.foundVersionUnknown');
    return (
      <Alert color="spruce" p="sm">
        {t('exchange.foundAddress', { address: found.primaryAddress, version })}
      </Alert>
    );
  }
  return (
    <Alert color="ember" p="sm" title={t('exchange.notFoundAddress')}>
      {trouble?.advice && <Text fz="sm">{advice(trouble.advice)}</Text>}
      {trouble && (
        <Text fz="xs" c="dimmed" className="tahti-words">
          {trouble.words}
        </Text>
      )}
      {confirmHost && (
        <Button mt="xs" size="xs" variant="light" onClick={() => onConfirm(confirmHost)}>
          {t('exchange.confirmHost', { host: confirmHost })}
        </Button>
      )}
    </Alert>
  );
}
