import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LOG_VIEWS, type LogView } from '../routes/search.ts';

interface ViewTabsProps {
  readonly view: LogView;
  readonly onChange: (view: LogView) => void;
}

/** Which part of the log: what happened to entries, the runs, or what waits for a person or another try. */
export function ViewTabs({ view, onChange }: ViewTabsProps) {
  const { t } = useTranslation();
  return (
    <div>
      <VisuallyHidden id="log-view">{t('log.view.title')}</VisuallyHidden>
      <SegmentedControl
        aria-labelledby="log-view"
        value={view}
        onChange={(next) => onChange(next as LogView)}
        data={LOG_VIEWS.map((each) => ({ value: each, label: t(`log.view.${each}`) }))}
      />
    </div>
  );
}
