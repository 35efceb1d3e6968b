import { Code, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '../api/contract.ts';
import { useKnownText } from '../language/known-text.ts';
import { Fact } from '../parts/fact.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { TroubleDetails } from '../parts/trouble-details.tsx';
import { ConflictTable } from './conflict-table.tsx';
import classes from './log-list.module.css';

/** Why it happened, which fields, both values of a conflict, the server's answer, and the ids for support. */
export function LogDetails({ entry }: { readonly entry: LogEntry }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const fieldName = (field: string) => known(`field.${field}`) ?? field;
  const story = storyOf(entry);
  const ids = (['activityId', 'itemId', 'runId'] as const).filter((id) => entry[id]);
  return (
    <Stack gap="sm" className={classes.details}>
      {entry.actorName && <Fact name={t('log.actor')}>{entry.actorName}</Fact>}
      {entry.reason && <Fact name={t('log.reason')}>{known(`reason.${entry.reason}`) ?? entry.reason}</Fact>}
      {entry.fields.length > 0 && (
        <Fact name={t('log.fields')}>{entry.fields.map(fieldName).join(', ')}</Fact>
      )}
      {entry.conflicts.length > 0 && <ConflictTable entry={entry} nameOf={fieldName} />}
      {entry.error && <TroubleDetails trouble={entry.error} />}
      {ids.length > 0 && (
        <Group gap="lg">
          {ids.map((id) => (
            <Fact key={id} name={t(`log.id.${id}`)}>
              <Code className="tahti-words">{entry[id]}</Code>
            </Fact>
          ))}
        </Group>
      )}
      <Group gap="lg">
        {story && (
          <TextLink to="/log" search={({ company }) => ({ company, ...story })} fz="sm">
            {t('log.wholeStory')}
          </TextLink>
        )}
        {entry.runId && (
          <TextLink
            to="/log"
            search={({ company }) => ({ company, runId: entry.runId ?? undefined })}
            fz="sm"
          >
            {t('log.wholeRun')}
          </TextLink>
        )}
      </Group>
    </Stack>
  );
}

/** The filter that finds everything about the same entry; null where the line is about none. */
function storyOf({ activityId, itemId, userId }: LogEntry) {
  if (activityId) return { activityId };
  return itemId ? { itemId, userId: userId ?? undefined } : null;
}
