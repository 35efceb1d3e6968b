import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconLink, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SynchronizationView } from '../api/contract.ts';
import { pairsQuery } from '../api/pairs.ts';
import { Card } from '../parts/card.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { PairsLoading } from './pairs-loading.tsx';
import { PairsTable } from './pairs-table.tsx';

/** Milliseconds without a key before a search goes out. */
const TYPED = 300;

/** What is synchronized with what: every pair of mine, to be searched. */
export function PairsCard({ view }: { readonly view: SynchronizationView }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), TYPED);
  const pairs = useInfiniteQuery(pairsQuery(view.userId, text, view.synchronizedEntries));
  return (
    <Card title={t('pairs.title')} description={t('pairs.help')}>
      <TextInput
        type="search"
        label={t('pairs.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        maw={380}
        maxLength={200}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {pairs.isPending && <PairsLoading />}
      {pairs.isError && <ErrorState error={pairs.error} retry={pairs.refetch} />}
      {pairs.data?.pages[0]?.total === 0 && (
        <EmptyState icon={<IconLink />} title={t(text ? 'pairs.noneFound' : 'pairs.none')}>
          {t(text ? 'pairs.noneFoundHelp' : 'pairs.noneHelp')}
        </EmptyState>
      )}
      {pairs.data && pairs.data.pages[0]?.total !== 0 && (
        <PairsTable
          pages={pairs.data.pages}
          busy={pairs.isFetchingNextPage}
          onMore={pairs.hasNextPage ? () => void pairs.fetchNextPage() : null}
        />
      )}
    </Card>
  );
}
