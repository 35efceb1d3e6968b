import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MySignIn } from '../api/contract.ts';
import { useLinkIdentity, useUnlinkIdentity } from '../api/passwords.ts';
import { useFormat } from '../language/format.ts';
import { Card } from '../parts/card.tsx';
import { notifyDone, notifyFailure } from '../parts/notify.ts';

interface ProviderCardProps {
  readonly provider: NonNullable<MySignIn['provider']>;
  /** Without one, whoever unlinks could no longer come in. */
  readonly hasPassword: boolean;
}

/** My account at the sign-in service. */
export function ProviderCard({ provider, hasPassword }: ProviderCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const link = useLinkIdentity();
  const unlink = useUnlinkIdentity();
  const fail = (error: Error) => notifyFailure(t('failure.title'), error);
  return (
    <Card
      title={t('mySignIn.provider', { provider: provider.name })}
      description={t('mySignIn.providerHelp')}
      aside={
        provider.linkedAt === null ? (
          <Button loading={link.isPending} onClick={() => link.mutate(undefined, { onError: fail })}>
            {t('mySignIn.link')}
          </Button>
        ) : (
          hasPassword && (
            <Button
              variant="default"
              loading={unlink.isPending}
              onClick={() =>
                unlink.mutate(undefined, {
                  onSuccess: () => notifyDone(t('mySignIn.unlinked')),
                  onError: fail,
                })
              }
            >
              {t('mySignIn.unlink')}
            </Button>
          )
        )
      }
    >
      <Text fz="sm">
        {provider.linkedAt === null
          ? t('mySignIn.notLinked')
          : t('mySignIn.linkedSince', { at: format.dateTime(provider.linkedAt) })}
      </Text>
    </Card>
  );
}
