import { Button, Divider } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface ProviderButtonProps {
  readonly provider: string;
  /** Where to go once signed in. */
  readonly back: string | undefined;
  /** After one that came to nothing: the provider asks anew who it is. */
  readonly again: boolean;
}

/** The way in by the OpenID provider: a link, since the browser leaves this page. */
export function ProviderButton({ provider, back, again }: ProviderButtonProps) {
  const { t } = useTranslation();
  const query = new URLSearchParams({ ...(back && { back }), ...(again && { again: 'true' }) });
  return (
    <>
      <Button
        component="a"
        href={`/api/oidc/start?${query}`}
        variant="default"
        fullWidth
        leftSection={<IconKey size={18} aria-hidden />}
      >
        {t('signIn.by', { provider })}
      </Button>
      <Divider
        my="md"
        label={t('signIn.or')}
        labelPosition="center"
        styles={{ label: { color: 'inherit' } }}
      />
    </>
  );
}
