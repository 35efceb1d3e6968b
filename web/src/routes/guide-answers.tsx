import { Pagination, Paper, Text } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ANSWERS_ON_A_PAGE, guideAnswersQuery } from '../api/guide.ts';
import { useMe } from '../api/session.ts';
import { AnswersTable } from '../guide/answers-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { NoEntry } from '../parts/no-entry.tsx';
import { Page } from '../parts/page.tsx';

/** Whether the guides helped: an operator sees all companies, the others their own. */
export function GuideAnswersPage() {
  const { t } = useTranslation();
  const { role } = useMe();
  const [page, setPage] = useState(1);
  const answers = useQuery({ ...guideAnswersQuery(page), enabled: role !== 'user' });
  if (role === 'user') return <NoEntry title={t('guide.answers.title')} />;
  const { rows = [], total = 0 } = answers.data ?? {};
  return (
    <Page title={t('guide.answers.title')} description={t('guide.answers.description')} wide>
      <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
        {answers.isError && <ErrorState error={answers.error} retry={answers.refetch} />}
        {answers.isPending && <Loading />}
        {answers.data && total === 0 && <EmptyState icon={<IconMessage />} title={t('guide.answers.none')} />}
        {total > 0 && (
          <>
            <AnswersTable rows={rows} forOperator={role === 'operator'} />
            <Text fz="sm" c="dimmed" mt="md" role="status">
              {t('guide.answers.total', { count: total })}
            </Text>
          </>
        )}
        {total > ANSWERS_ON_A_PAGE && (
          <Pagination mt="md" value={page} onChange={setPage} total={Math.ceil(total / ANSWERS_ON_A_PAGE)} />
        )}
      </Paper>
    </Page>
  );
}
