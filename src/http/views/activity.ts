import type { Activity, ActivityParticipant, ParticipantStatus } from '../../model/activity.ts';
import { type ActivityLink, linksOfActivities } from '../../store/links.ts';
import { findSynchronization } from '../../store/synchronizations.ts';
import { listUsers } from '../../store/users.ts';
import { busyOf, hiddenAs, isTheirs } from '../activity-rights.ts';
import type { ActivityView } from '../contract.ts';
import type { HttpParts } from '../parts.ts';
import type { Viewer } from '../viewer.ts';

type Answer = ActivityView['participants'][number]['answer'];

const ANSWERS: Readonly<Record<ParticipantStatus, Answer>> = {
  Unknown: 'none',
  Invited: 'none',
  Accepted: 'accepted',
  Tentative: 'tentative',
  Declined: 'declined',
};

interface Surroundings {
  readonly viewer: Viewer;
  readonly names: ReadonlyMap<string, string>;
  readonly links: ReadonlyMap<string, ActivityLink>;
  readonly mailbox: string;
}

/** Activities as the viewer may see them, in the order in which they came. */
export async function activityViews(
  { database: { db } }: HttpParts,
  viewer: Viewer,
  activities: readonly Activity[],
): Promise<ActivityView[]> {
  const { organizationId, userId } = viewer;
  const ids = [...new Set(activities.map(keptId))];
  const ownerIds = [...new Set(activities.map((one) => one.ownerId))];
  const owners = await listUsers(db, organizationId, { ids: ownerIds });
  const synchronization = await findSynchronization(db, organizationId, userId);
  const surroundings = {
    viewer,
    names: new Map(owners.map((user) => [user.id, `${user.firstName} ${user.lastName}`.trim()])),
    links: await linksOfActivities(db, organizationId, userId, ids),
    mailbox: synchronization?.resolvedAddress ?? synchronization?.mailboxAddress ?? '',
  };
  return activities.map((activity) => activityView(activity, surroundings));
}

/** Occurrences are synchronized as their series is. */
function keptId(activity: Activity): string {
  return activity.recurrenceParentId ?? activity.id;
}

function activityView(activity: Activity, { viewer, names, links, mailbox }: Surroundings): ActivityView {
  const hidden = hiddenAs(activity, viewer);
  const mayChange = isTheirs(activity, viewer);
  const link = links.get(keptId(activity));
  return {
    id: activity.id,
    version: String(activity.sequence),
    hidden,
    ...(hidden === null ? contentOf(activity) : NOTHING),
    typeId: activity.typeId,
    category: activity.category,
    time: activity.time,
    busy: busyOf(activity, viewer.userId),
    ownerId: activity.ownerId,
    ownerName: names.get(activity.ownerId) ?? '',
    ownAnswer: hidden === null ? ownAnswer(activity, viewer) : null,
    recurrence: hidden === null ? ruleOf(activity) : null,
    recurring: activity.recurrenceType !== 'None',
    seriesId: activity.recurrenceParentId,
    mayEdit: mayChange,
    mayDelete: mayChange,
    synchronized: link ? { since: link.since, mailbox } : null,
  };
}

function ownAnswer({ ownerId, participants }: Activity, { userId }: Viewer): Answer | null {
  const own = ownerId === userId ? undefined : participants.find((one) => one.userId === userId);
  return own ? ANSWERS[own.status] : null;
}

function ruleOf({ recurrence }: Activity): ActivityView['recurrence'] {
  if (!recurrence) return null;
  const { pattern, range } = recurrence;
  return { pattern: pattern.kind === 'weekly' ? { ...pattern, days: [...pattern.days] } : pattern, range };
}

const NOTHING = { subject: '', location: '', notes: '', participants: [] };

function contentOf({ name, location, notes, participants }: Activity) {
  return { subject: name, location, notes, participants: participants.map(participantView) };
}

function participantView({ userId, name, email, status }: ActivityParticipant) {
  return { userId, name, address: email, answer: ANSWERS[status] };
}
