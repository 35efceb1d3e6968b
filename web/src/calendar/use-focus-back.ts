import { useEffect, useRef } from 'react';
import type { OpenActivity } from './activity-dialog.tsx';

/** The button that makes a new activity: always there when it is one's own calendar. */
export const NEW_ACTIVITY = 'new-activity';

/**
 * Gives the keyboard its place back when the dialog closes: the entry that was opened, or the button for new
 * ones. A change draws the entries anew, so the place is sought again until `settled` says that all are drawn.
 */
export function useFocusBack(opened: OpenActivity | null, settled: boolean): void {
  const place = useRef<string | null>(null);
  useEffect(() => {
    if (opened) {
      place.current = opened.kind === 'existing' ? opened.activity.id : NEW_ACTIVITY;
      return;
    }
    const id = place.current;
    if (id === null) return;
    if (settled) place.current = null;
    const frame = requestAnimationFrame(() => {
      if (isFocusLost()) placeOf(id)?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [opened, settled]);
}

/** Nothing has the focus, or only the dialog that is about to go: whoever went elsewhere is left there. */
function isFocusLost(): boolean {
  const focused = document.activeElement;
  return focused === null || focused === document.body || focused.closest('[role="dialog"]') !== null;
}

function placeOf(id: string): HTMLElement | null {
  const entry = document.querySelector(`[data-activity="${CSS.escape(id)}"]`)?.closest('[tabindex]');
  return entry instanceof HTMLElement ? entry : document.getElementById(NEW_ACTIVITY);
}
