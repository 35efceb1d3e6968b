import { Code, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Trouble } from '../api/contract.ts';
import { useAdvice } from './advice.ts';
import { Fact } from './fact.tsx';

/** A failure as people need it: what to do first, then the exact words for whoever has to ask further. */
export function TroubleDetails({ trouble }: { readonly trouble: Trouble }) {
  const { t } = useTranslation();
  const advice = useAdvice();
  return (
    <Stack gap="xs">
      <Text fz="sm">{advice(trouble.advice)}</Text>
      <Fact name={t('trouble.code')}>
        <Code>{trouble.code}</Code>
      </Fact>
      <Fact name={t('trouble.words')}>
        <Code block className="tahti-words">
          {trouble.words}
        </Code>
      </Fact>
      {trouble.requestId && (
        <Fact name={t('common.requestId')}>
          <Code>{trouble.requestId}</Code>
        </Fact>
      )}
    </Stack>
  );
}
