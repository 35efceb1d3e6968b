import { Alert, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTypeName } from '../api/activity-types.ts';
import type { ActivityType, ActivityView } from '../api/contract.ts';
import { Fact } from '../parts/fact.tsx';
import { FieldValue } from '../parts/field-value.tsx';
import { visibleSubject } from './calendar-event.ts';
import { DeleteActivity } from './delete-activity.tsx';
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
  const type = types.find(({ id }) => id === activity.typeId);
  return (
    <Stack gap="md">
      <Text fw={650} fz="lg">
        {visibleSubject(activity, words)}
      </Text>
      {activity.recurring && <Alert>{t('calendar.recurringHelp')}</Alert>}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Fact name={t('field.time')}>
          <FieldValue value={activity.time} />
        </Fact>
        <Fact name={t('calendar.owner')}>{activity.ownerName}</Fact>
        <Fact name={t('field.busy')}>{t(`busy.${activity.busy}`)}</Fact>
        {!activity.hidden && type && <Fact name={t('field.activityType')}>{nameOf(type)}</Fact>}
        {activity.location && <Fact name={t('field.location')}>{activity.location}</Fact>}
        {activity.participants.length > 0 && (
          <Fact name={t('field.participants')}>
            <FieldValue value={activity.participants} />
          </Fact>
        )}
      </SimpleGrid>
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
