import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { seriesQuery } from '../api/activities.ts';
import { useTypeName } from '../api/activity-types.ts';
import type { ActivityType, ActivityView } from '../api/contract.ts';
import { Fact } from '../parts/fact.tsx';
import { FieldValue } from '../parts/field-value.tsx';
import { visibleSubject } from './calendar-event.ts';
import { DeleteActivity } from './delete-activity.tsx';
import { PeopleList } from './people-list.tsx';
import { useRecurrenceSentence } from './recurrence-sentence.ts';
import { SynchronizedNote } from './synchronized-note.tsx';
import { useHiddenWords } from './use-hidden-words.ts';

interface ActivityFactsProps {
  readonly activity: ActivityView;
  readonly types: readonly ActivityType[];
  readonly onDone: () => void;
}

/** An activity that the viewer may only read, as far as they may read it. */
export function ActivityFacts({ activity, types, onDone }: ActivityFactsProps) {
  const { t } = useTranslation();
  const nameOf = useTypeName();
  const words = useHiddenWords();
  const sentence = useRecurrenceSentence();
  const series = useQuery(seriesQuery(activity));
  const rule = activity.recurrence ?? series.data?.recurrence;
  const type = types.find(({ id }) => id === activity.typeId);
  return (
    <Stack gap="md">
      <Text fw={650} fz="lg">
        {visibleSubject(activity, words)}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Fact name={t('field.time')}>
          <FieldValue value={activity.time} />
        </Fact>
        {activity.recurring && (
          <Fact name={t('field.recurrence')}>{rule ? sentence(rule) : t('calendar.recurring')}</Fact>
        )}
        <Fact name={t('field.busy')}>{t(`busy.${activity.busy}`)}</Fact>
        {!activity.hidden && type && <Fact name={t('field.activityType')}>{nameOf(type)}</Fact>}
        {activity.location && <Fact name={t('field.location')}>{activity.location}</Fact>}
      </SimpleGrid>
      <PeopleList activity={activity} />
      {activity.notes && (
        <Fact name={t('field.text')}>
          <span className="tahti-words">{activity.notes}</span>
        </Fact>
      )}
      <SynchronizedNote activity={activity} />
      <Group justify="space-between">
        <DeleteActivity activity={activity} onDone={onDone} />
        <Button variant="default" onClick={onDone}>
          {t('common.close')}
        </Button>
      </Group>
    </Stack>
  );
}
