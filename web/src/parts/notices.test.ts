import { afterEach, describe, expect, it, vi } from 'vitest';
import { closeNotice, showNotice, shownNotices, watchNotices } from './notices.ts';

const say = (message: string) => showNotice({ kind: 'done', title: null, message, stays: 1000 });
const words = () => shownNotices().map(({ message }) => message);

describe('notices', () => {
  afterEach(() => {
    for (const { id } of shownNotices()) closeNotice(id);
  });

  it('stand in the order in which they came until they are closed', () => {
    say('saved');
    say('sent');
    expect(words()).toEqual(['saved', 'sent']);
    closeNotice(shownNotices()[0]?.id ?? 0);
    expect(words()).toEqual(['sent']);
  });

  it('give way, the oldest first, before they cover the page', () => {
    for (const message of ['1', '2', '3', '4', '5']) say(message);
    expect(words()).toEqual(['2', '3', '4', '5']);
  });

  it('tell whoever watches, and nobody who has stopped', () => {
    const heard = vi.fn();
    const stop = watchNotices(heard);
    say('saved');
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    say('sent');
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
