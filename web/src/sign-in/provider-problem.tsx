import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ProviderProblem } from '../routes/search.ts';

interface ProviderProblemAlertProps {
  readonly problem: ProviderProblem;
  readonly title: string;
}

/** Why the provider's way came to nothing, and what else to do. */
export function ProviderProblemAlert({ problem, title }: ProviderProblemAlertProps) {
  const { t } = useTranslation();
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle />} title={title}>
      {t(`signIn.problem.${problem}`)}
    </Alert>
  );
}
