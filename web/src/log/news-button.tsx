import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../language/format.ts';
import classes from './log-list.module.css';

interface NewsButtonProps {
  readonly count: number;
  /** There may be more than were counted. */
  readonly isMore: boolean;
  readonly onShow: () => void;
}

/** How many lines have come that would move what is being read; pressed, they are shown. */
export function NewsButton({ count, isMore, onShow }: NewsButtonProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const number = format.number(count) + (isMore ? '+' : '');
  return (
    <div className={classes.news} role="status">
      {count > 0 && (
        <Button size="sm" radius="xl" leftSection={<IconArrowUp size={16} aria-hidden />} onClick={onShow}>
          {t('log.news', { count, number })}
        </Button>
      )}
    </div>
  );
}
