import { Alert, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ExchangeSettings } from '../api/contract.ts';
import { guideFor } from '../guide/guide-for.ts';
import { GuideLink } from '../guide/guide-link.tsx';
import { Card } from '../parts/card.tsx';
import { ApplicationFields } from './application-fields.tsx';
import { DelegateFields } from './delegate-fields.tsx';
import { FindAddress } from './find-address.tsx';
import { useSettingsForm } from './settings-form-context.ts';
import { takesApplications, VERSIONS } from './settings-values.ts';
import { SignInWay } from './sign-in-way.tsx';

interface ConnectionSectionProps {
  readonly stored: Pick<ExchangeSettings, 'hasPassword' | 'hasClientSecret'>;
  readonly readOnly: boolean;
  /** In demo mode the address of the sandbox, to be named in the help. */
  readonly sandboxUrl: string | null;
}

/** Which Exchange it is, and how Tahti signs in to it. */
export function ConnectionSection({ stored, readOnly, sandboxUrl }: ConnectionSectionProps) {
  const { t } = useTranslation();
  const form = useSettingsForm();
  const { version, signInWay } = form.values;
  const online = takesApplications(version);
  const application = online && signInWay === 'application';
  const guide = guideFor(form.values);
  const help = t(online ? 'exchange.ewsUrlOnlineHelp' : 'exchange.ewsUrlHelp');
  return (
    <Card title={t('exchange.connection')} description={t('exchange.connectionHelp')}>
      <Select
        label={t('exchange.version')}
        allowDeselect={false}
        checkIconPosition="right"
        data={VERSIONS.map((one) => ({ value: one, label: t(`exchange.versions.${one}`) }))}
        {...form.getInputProps('version')}
      />
      {guide && (
        <div>
          <GuideLink guide={guide}>{t('guide.open')}</GuideLink>
        </div>
      )}
      {version === 'office365-graph' ? (
        <Alert color="ember" title={t('exchange.graphTitle')}>
          {t('exchange.graphHelp')}
        </Alert>
      ) : (
        <>
          {online && <SignInWay />}
          <TextInput
            label={t('exchange.ewsUrl')}
            description={sandboxUrl ? `${help} ${t('exchange.ewsUrlDemo', { url: sandboxUrl })}` : help}
            type="url"
            inputMode="url"
            placeholder="https://outlook.example.com/EWS/Exchange.asmx"
            {...form.getInputProps('ewsUrl')}
          />
          {!readOnly && !application && <FindAddress />}
          {application ? (
            <ApplicationFields hasSecret={stored.hasClientSecret} />
          ) : (
            <DelegateFields hasPassword={stored.hasPassword} />
          )}
        </>
      )}
    </Card>
  );
}
