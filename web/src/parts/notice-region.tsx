import { CloseButton, Text } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './notice-region.module.css';
import { closeNotice, type Notice, shownNotices, watchNotices } from './notices.ts';

/** Where notices show: over the page and its dialogs, out of the way of whoever types. */
export function NoticeRegion() {
  const notices = useSyncExternalStore(watchNotices, shownNotices);
  return (
    <div className={classes.region}>
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation();
  const hold = useClosing(notice);
  return (
    <div role="alert" className={classes.notice} data-kind={notice.kind} {...hold}>
      <div className={classes.words}>
        {notice.title && (
          <Text fw={600} fz="sm">
            {notice.title}
          </Text>
        )}
        <Text fz="sm">{notice.message}</Text>
      </div>
      <CloseButton size="sm" aria-label={t('common.close')} onClick={() => closeNotice(notice.id)} />
    </div>
  );
}

/** Closes a notice when it has stood long enough; whoever points at it or is in it reads on undisturbed. */
function useClosing({ id, stays }: Notice) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => closeNotice(id), stays);
    return () => clearTimeout(timer);
  }, [id, stays, held]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return { onMouseEnter: hold, onMouseLeave: release, onFocus: hold, onBlur: release };
}
