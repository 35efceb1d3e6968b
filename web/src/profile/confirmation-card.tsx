import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import type { ConfirmationCode, SynchronizationView } from '../api/contract.ts';
import { useLeaveCode, useSayCode } from '../api/synchronization.ts';
import { useFormat } from '../language/format.ts';
import { Card } from '../parts/card.tsx';
import { notifyDone } from '../parts/notify.ts';

/** Shows that the mailbox is mine, where my account passed through other hands: I say the code that stands in it. */
export function ConfirmationCard({ view }: { readonly view: SynchronizationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const leave = useLeaveCode(view.userId);
  const left = leave.data;
  return (
    <Card title={t('mine.confirm.title')} description={t('mine.confirm.help', { address: view.userName })}>
      {leave.isError && (
        <Alert color="red" role="alert">
          {leave.error.message}
        </Alert>
      )}
      {left && (
        <Alert role="status">
          {t('mine.confirm.left', { address: left.mailboxAddress, until: format.dateTime(left.expiresAt) })}
        </Alert>
      )}
      {left && <CodeForm view={view} />}
      <Group>
        <Button
          variant={left ? 'default' : 'filled'}
          loading={leave.isPending}
          onClick={() => leave.mutate()}
        >
          {t(left ? 'mine.confirm.again' : 'mine.confirm.leave')}
        </Button>
      </Group>
      <Text fz="sm">{t('mine.confirm.notYou')}</Text>
    </Card>
  );
}

function CodeForm({ view }: { readonly view: SynchronizationView }) {
  const { t } = useTranslation();
  const say = useSayCode(view.userId);
  const form = useForm<ConfirmationCode>({
    initialValues: { code: '' },
    validate: { code: (code) => (code.trim() === '' ? t('mine.confirm.codeMissing') : null) },
  });
  const submit = form.onSubmit((body) =>
    say.mutate(body, {
      onSuccess: () => notifyDone(t('mine.confirm.done')),
      onError: (error) =>
        form.setErrors(
          error instanceof ApiFailure && error.fields.code ? error.fields : { code: error.message },
        ),
    }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" align="flex-start">
        <TextInput
          label={t('mine.confirm.code')}
          autoComplete="one-time-code"
          spellCheck={false}
          maxLength={40}
          maw={240}
          {...form.getInputProps('code')}
        />
        <Button type="submit" loading={say.isPending}>
          {t('mine.confirm.say')}
        </Button>
      </Stack>
    </form>
  );
}
