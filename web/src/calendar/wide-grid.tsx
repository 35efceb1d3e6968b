import { Box } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarView } from '../routes/search.ts';

/** Pixels that the days of a week need side by side for their words to be read. */
const LEAST_WIDTH: Partial<Record<CalendarView, number>> = { workWeek: 560, week: 760 };

interface WideGridProps {
  readonly view: CalendarView;
  readonly narrow: boolean;
  readonly children: ReactNode;
}

/** On a narrow screen a week keeps the width that it needs and is moved sideways, by hand or by arrow keys. */
export function WideGrid({ view, narrow, children }: WideGridProps) {
  const { t } = useTranslation();
  const width = narrow ? LEAST_WIDTH[view] : undefined;
  const region = width ? { role: 'region', tabIndex: 0, 'aria-label': t(`calendar.view.${view}`) } : {};
  return (
    <Box style={{ overflowX: width ? 'auto' : undefined }} {...region}>
      <Box miw={width}>{children}</Box>
    </Box>
  );
}
