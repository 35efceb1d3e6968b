import { describe, expect, it } from 'vitest';
import type { Participant } from '../model/participant.ts';
import { reconcile } from './reconcile.ts';
import { activity, entry, input, item, link, observed, only } from './sample-run.ts';

const guest = (answer: Participant['answer'], address = 'guest@esimerkki.example'): Participant => ({
  address,
  name: 'Guest',
  role: 'required',
  answer,
});

const MAILBOX_LOST = { mailbox: observed([], { deleted: ['m1'] }) };
const ACTIVITY_LOST = { activities: observed([], { deleted: ['a1'] }) };

describe('an edit against a deletion', () => {
  it('makes the entry again with what only the mailbox held', () => {
    const carried = { html: '<p>Bring the figures.</p>', categories: ['Red'], reminder: 5 };
    const known = link({ mailbox: { id: 'm1', version: 'v1', base: entry(carried) } });
    const activities = observed([activity({ location: 'New' })]);
    const { steps } = reconcile(input({ links: [known], activities, ...MAILBOX_LOST }));
    expect(only(steps, 'recreateInMailbox').entry).toMatchObject({ location: 'New', ...carried });
  });

  it('does not bring back an HTML body that no longer says what the text says', () => {
    const known = link({
      mailbox: { id: 'm1', version: 'v1', base: entry({ html: '<p>Bring the figures.</p>' }) },
    });
    const activities = observed([activity({ text: 'Bring coffee.' })]);
    const { steps } = reconcile(input({ links: [known], activities, ...MAILBOX_LOST }));
    expect(only(steps, 'recreateInMailbox').entry).toMatchObject({ text: 'Bring coffee.', html: null });
  });

  it('makes the activity again with the type that it had', () => {
    const base = entry({ activityType: 'type-visit' });
    const known = link({ activity: { id: 'a1', version: 'v1', base } });
    const mailbox = observed([item({ location: 'New' })]);
    const { steps } = reconcile(input({ links: [known], mailbox, ...ACTIVITY_LOST }));
    expect(only(steps, 'recreateActivity').entry).toMatchObject({
      location: 'New',
      activityType: 'type-visit',
    });
  });

  it('makes the activity again as a personal one where the entry has become private', () => {
    const mailbox = observed([item({ isPrivate: true })]);
    const { steps } = reconcile(input({ links: [link()], mailbox, ...ACTIVITY_LOST }));
    expect(only(steps, 'recreateActivity').entry.activityType).toBe('type-personal');
  });

  it('counts an edit of what the other side cannot hold', () => {
    const mailbox = observed([item({ reminder: 5 })]);
    const { steps } = reconcile(input({ links: [link()], mailbox, ...ACTIVITY_LOST }));
    expect(steps.map((step) => step.kind)).toEqual(['recreateActivity']);
  });

  it('does not count an answer that arrived by itself', () => {
    const known = link({
      mailbox: { id: 'm1', version: 'v1', base: entry({ participants: [guest('none')] }) },
    });
    const answered = observed([item({ participants: [guest('accepted')] })]);
    const { steps } = reconcile(input({ links: [known], mailbox: answered, ...ACTIVITY_LOST }));
    expect(steps.map((step) => step.kind)).toEqual(['deleteFromMailbox']);
  });

  it('counts somebody invited in addition', () => {
    const known = link({
      mailbox: { id: 'm1', version: 'v1', base: entry({ participants: [guest('none')] }) },
    });
    const invited = [guest('none'), guest('none', 'second@esimerkki.example')];
    const mailbox = observed([item({ participants: invited })]);
    const { steps } = reconcile(input({ links: [known], mailbox, ...ACTIVITY_LOST }));
    expect(steps.map((step) => step.kind)).toEqual(['recreateActivity']);
  });

  it('parts the two where the rules no longer let the edited activity cross', () => {
    const activities = observed([activity({ location: 'New' }, { mayCross: false })]);
    const { steps } = reconcile(input({ links: [link()], activities, ...MAILBOX_LOST }));
    expect(steps.map((step) => step.kind)).toEqual(['unlink']);
  });
});

describe('a linked pair', () => {
  it('goes on being synchronized where its type may no longer cross', () => {
    const activities = observed([activity({ location: 'New' }, { mayCross: false })]);
    const { steps } = reconcile(input({ links: [link()], activities }));
    expect(only(steps, 'update').mailboxPatch).toEqual({ location: 'New' });
  });

  it('is not even looked at where the version is the known one', () => {
    const told = activity({ location: 'Impossible under the same version' }, { version: 'v1' });
    expect(reconcile(input({ links: [link()], activities: observed([told]) })).steps).toEqual([]);
  });

  it('is deleted with the version that was told last', () => {
    const activities = observed([activity()]);
    const told = reconcile(input({ links: [link()], activities, ...MAILBOX_LOST })).steps;
    expect(only(told, 'deleteActivity').version).toBe('v2');
    const untold = reconcile(input({ links: [link()], ...MAILBOX_LOST })).steps;
    expect(only(untold, 'deleteActivity').version).toBe('v1');
  });

  it('is forgotten where the activity is gone and the meeting was cancelled', () => {
    const mailbox = observed([item({}, { isCancelled: true })]);
    const { steps } = reconcile(input({ links: [link()], mailbox, ...ACTIVITY_LOST }));
    expect(steps.map((step) => step.kind)).toEqual(['unlink']);
  });
});

describe('the plan', () => {
  it('is frozen through, and the input stays as it was', () => {
    const given = input({
      links: [link()],
      activities: observed([activity({ subject: 'A' }), activity({ subject: 'New' }, { id: 'a2' })]),
      mailbox: observed([item({ subject: 'M' })]),
    });
    const before = structuredClone(given);
    const plan = reconcile(given);
    expect(given).toEqual(before);
    const { activityPatch, mailboxPatch, conflicts } = only(plan.steps, 'update');
    const parts = [
      plan,
      plan.steps,
      plan.held,
      ...plan.steps,
      activityPatch ?? mailboxPatch,
      conflicts,
      ...conflicts,
    ];
    for (const part of parts) expect(Object.isFrozen(part)).toBe(true);
    expect(Object.isFrozen(only(plan.steps, 'createInMailbox').entry)).toBe(true);
  });

  it('is the same for the same input', () => {
    const given = input({
      activities: observed([activity(), activity({}, { id: 'a2' })]),
      mailbox: observed([item()]),
    });
    expect(reconcile(given)).toEqual(reconcile(given));
  });
});
