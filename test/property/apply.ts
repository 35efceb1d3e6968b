/** Carries out one step of a plan and records what each side returned. */
import type { CalendarEntry, EntryPatch, SideEntry } from '../../src/model/calendar-entry.ts';
import type { Link, LinkEnd, LinkOrigin, SideName } from '../../src/model/link.ts';
import type { MatchStep, Step, UpdateStep } from '../../src/model/plan.ts';
import type { Outcome } from '../../src/sides/side.ts';
import type { Loop } from './loop.ts';

/** A create that is about to go out: its key finds the copy after a crash. */
export interface Intention {
  readonly key: string;
  /** The side that gets the copy. */
  readonly target: SideName;
  readonly source: SideEntry;
  /** The link whose deleted half is made again, or null for a new pair. */
  readonly link: Link | null;
}

export async function apply(loop: Loop, step: Step): Promise<void> {
  loop.before();
  switch (step.kind) {
    case 'createInMailbox':
      return create(loop, step, 'mailbox', step.activity, null, step.entry);
    case 'createActivity':
      return create(loop, step, 'activities', step.item, null, step.entry);
    case 'recreateInMailbox':
      return create(loop, step, 'mailbox', step.activity, step.link, step.entry);
    case 'recreateActivity':
      return create(loop, step, 'activities', step.item, step.link, step.entry);
    case 'update':
      return update(loop, step);
    case 'match':
      return match(loop, step);
    case 'deleteFromMailbox':
      return remove(loop, step, 'mailbox', step.link.mailbox, step.version);
    case 'deleteActivity':
      return remove(loop, step, 'activities', step.link.activity, step.version);
    case 'deleteDuplicate':
      await attempt(loop, () => loop.sides.mailbox.delete([step.duplicate], loop.signal));
      return;
    case 'record':
      return record(loop, step.link, step.activity, step.item);
    case 'unlink':
      loop.store.links.delete(step.link.id);
      return;
    case 'leaveAlone':
      loop.setAside(step);
  }
}

/** After a crash: every copy that was made, although its answer was never recorded, is found by its key. */
export async function recover(loop: Loop): Promise<void> {
  for (const intention of [...loop.store.intentions.values()]) {
    loop.before();
    const found = await loop.sides[intention.target].findByKeys([intention.key], loop.signal);
    const copy = found.get(intention.key);
    loop.before();
    if (copy) join(loop, intention, copy);
    loop.store.intentions.delete(intention.key);
  }
}

function endOf(told: SideEntry): LinkEnd {
  return { id: told.id, version: told.version, base: told.entry, standing: told.standing };
}

function record(loop: Loop, link: Link, activity: SideEntry | null, item: SideEntry | null): void {
  loop.store.links.set(link.id, {
    ...link,
    uid: item?.uid ?? link.uid,
    activity: activity ? endOf(activity) : link.activity,
    mailbox: item ? endOf(item) : link.mailbox,
  });
}

/** Links a copy with what it was made from; a link whose half was made again goes on. */
function join(loop: Loop, { key, source, target, link }: Intention, copy: SideEntry): void {
  const [activity, item] = target === 'mailbox' ? [source, copy] : [copy, source];
  const origin: LinkOrigin = target === 'mailbox' ? 'activities' : 'mailbox';
  const { userId, id } = link ?? { userId: 'user', id: loop.mint('link') };
  const ends = { activity: endOf(activity), mailbox: endOf(item) };
  loop.store.links.set(id, { id, userId, key, uid: item.uid, origin: link?.origin ?? origin, ...ends });
}

async function create(
  loop: Loop,
  step: Step,
  target: SideName,
  source: SideEntry,
  link: Link | null,
  entry: CalendarEntry,
): Promise<void> {
  const key = loop.mint('key');
  const intention = { key, target, source, link };
  loop.store.intentions.set(key, intention);
  loop.before();
  const outcome = await attempt(loop, () => loop.sides[target].create([{ key, entry }], loop.signal));
  loop.before();
  // Without an answer the intention stays, and the next run looks for its key.
  if (!outcome) return loop.setAside(step);
  if (!outcome.ok) {
    loop.setAside(step);
    return;
  }
  join(loop, intention, outcome.value);
  loop.store.intentions.delete(key);
}

async function update(loop: Loop, step: UpdateStep): Promise<void> {
  const { link, activity, item } = step;
  const written = await writeBoth(loop, step, activity ?? link.activity, item ?? link.mailbox);
  if (!written) return loop.setAside(step);
  loop.before();
  record(loop, link, written.activity ?? activity, written.item ?? item);
}

async function match(loop: Loop, step: MatchStep): Promise<void> {
  const written = await writeBoth(loop, step, step.activity, step.item);
  if (!written) return loop.setAside(step);
  loop.before();
  const [activity, item] = [written.activity ?? step.activity, written.item ?? step.item];
  const ends = { activity: endOf(activity), mailbox: endOf(item) };
  const id = loop.mint('link');
  loop.store.links.set(id, { id, userId: 'user', key: null, uid: item.uid, origin: 'matched', ...ends });
}

interface Written {
  readonly activity: SideEntry | null;
  readonly item: SideEntry | null;
}

interface At {
  readonly id: string;
  readonly version: string;
}

/** Both patches, or null where one failed: then nothing is recorded and the pair is read again. */
async function writeBoth(
  loop: Loop,
  { activityPatch, mailboxPatch }: { activityPatch: EntryPatch | null; mailboxPatch: EntryPatch | null },
  activity: At,
  item: At,
): Promise<Written | null> {
  const toMailbox = mailboxPatch ? await write(loop, 'mailbox', item, mailboxPatch) : null;
  if (mailboxPatch && !toMailbox) return null;
  const toActivity = activityPatch ? await write(loop, 'activities', activity, activityPatch) : null;
  if (activityPatch && !toActivity) return null;
  return { activity: toActivity, item: toMailbox };
}

async function write(
  loop: Loop,
  side: SideName,
  { id, version }: At,
  patch: EntryPatch,
): Promise<SideEntry | null> {
  loop.before();
  const outcome = await attempt(loop, () => loop.sides[side].update([{ id, version, patch }], loop.signal));
  return outcome?.ok ? outcome.value : null;
}

async function remove(loop: Loop, step: Step, side: SideName, end: LinkEnd, version: string): Promise<void> {
  const request = { id: end.id, version };
  const outcome = await attempt(loop, () => loop.sides[side].delete([request], loop.signal));
  loop.before();
  if (outcome?.ok && 'link' in step) loop.store.links.delete(step.link.id);
  else loop.setAside(step);
}

/** The outcome of a batch of one; null where the call failed and nobody knows what was done. */
async function attempt<T>(
  loop: Loop,
  call: () => Promise<readonly Outcome<T>[]>,
): Promise<Outcome<T> | null> {
  loop.before();
  try {
    const [outcome] = await call();
    return outcome ?? null;
  } catch {
    return null;
  }
}
