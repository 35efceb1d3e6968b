import { Alert, Box, Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import type { CompanyForm, Language } from '../api/contract.ts';
import { LANGUAGES } from '../language/i18n.ts';

interface AddCompanyFormProps {
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onSubmit: (form: CompanyForm) => void;
  readonly onCancel: () => void;
}

const EMPTY: CompanyForm = {
  name: '',
  timeZone: 'Europe/Helsinki',
  administratorEmail: '',
  administratorFirstName: '',
  administratorLastName: '',
  administratorLanguage: 'fi',
};

const TIME_ZONES = Intl.supportedValuesOf('timeZone');

export function AddCompanyForm({ error, busy, onSubmit, onCancel }: AddCompanyFormProps) {
  const { t } = useTranslation();
  const present = (text: string) => (text.trim() === '' ? t('companies.missing') : null);
  const form = useForm<CompanyForm>({
    initialValues: EMPTY,
    validate: {
      name: present,
      administratorFirstName: present,
      administratorLastName: present,
      administratorEmail: (email) =>
        /^[^@\s]+@[^@\s]+$/.test(email.trim()) ? null : t('companies.notAddress'),
    },
  });
  const fields = error instanceof ApiFailure ? error.fields : {};
  const { setErrors } = form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sentences come with each new answer alone
  useEffect(() => setErrors(fields), [error]);
  return (
    <form
      onSubmit={form.onSubmit((values) =>
        onSubmit({ ...values, administratorEmail: values.administratorEmail.trim() }),
      )}
      noValidate
    >
      <Stack gap="md">
        {error && Object.keys(fields).length === 0 && (
          <Alert color="red" role="alert">
            {error.message}
          </Alert>
        )}
        <TextInput label={t('companies.name')} data-autofocus {...form.getInputProps('name')} />
        <Select
          label={t('companies.timeZone')}
          data={TIME_ZONES}
          searchable
          allowDeselect={false}
          {...form.getInputProps('timeZone')}
        />
        <Box component="fieldset" bd={0} p={0} m={0} miw={0}>
          <Text fw={650} component="legend" p={0}>
            {t('companies.administrator')}
          </Text>
          <Stack gap="md">
            <Text fz="sm" c="dimmed">
              {t('companies.administratorHelp')}
            </Text>
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput label={t('companies.firstName')} {...form.getInputProps('administratorFirstName')} />
              <TextInput label={t('companies.lastName')} {...form.getInputProps('administratorLastName')} />
            </SimpleGrid>
            <TextInput
              label={t('companies.email')}
              type="email"
              {...form.getInputProps('administratorEmail')}
            />
            <Select
              label={t('companies.language')}
              data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
              allowDeselect={false}
              value={form.values.administratorLanguage}
              onChange={(language) => form.setFieldValue('administratorLanguage', language as Language)}
            />
          </Stack>
        </Box>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('companies.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
