import { Alert, Button, CopyButton, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy, IconInfoCircle, IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { IssuedLink } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';

/** What became of a link for somebody: mailed, not mailed, or to be handed over. */
export function IssuedLinkNote({ issued }: { readonly issued: IssuedLink }) {
  const { t } = useTranslation();
  const format = useFormat();
  const about = { email: issued.email, until: issued.expiresAt ? format.dateTime(issued.expiresAt) : '' };
  if (issued.way === 'mailed')
    return (
      <Alert role="status" icon={<IconMail />}>
        {t('link.mailed', about)}
      </Alert>
    );
  if (issued.way === 'byOperator')
    return (
      <Alert role="status" icon={<IconInfoCircle />}>
        {t('link.byOperator', about)}
      </Alert>
    );
  if (issued.link === null)
    return (
      <Alert role="alert" color="red" icon={<IconAlertTriangle />}>
        {t('link.notMailed', about)}
      </Alert>
    );
  return <LinkToHandOver link={issued.link} help={t('link.handOver', about)} />;
}

function LinkToHandOver({ link, help }: { readonly link: string; readonly help: string }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md" align="stretch">
      <Text fz="sm" style={{ overflowWrap: 'anywhere' }}>
        {help}
      </Text>
      <TextInput
        label={t('link.label')}
        value={link}
        readOnly
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            onClick={copy}
            leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
          >
            {t(copied ? 'link.copied' : 'link.copy')}
          </Button>
        )}
      </CopyButton>
    </Stack>
  );
}
