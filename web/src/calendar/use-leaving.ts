import { useState } from 'react';

/**
 * Guards what was typed into a dialog: `ask` closes it at once while nothing is unsaved, and else asks first.
 * `setDirty` is told by the form; `close` leaves without asking, for what has been saved or deleted.
 */
export function useLeaving(onClose: () => void) {
  const [dirty, setDirty] = useState(false);
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
    setDirty(false);
    onClose();
  };
  const ask = () => (dirty ? setAsking(true) : close());
  return { asking, ask, close, stay: () => setAsking(false), setDirty };
}
