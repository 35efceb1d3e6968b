import { contentOf, type Item } from '../mailbox-store/item.ts';
import { instantOf, wallOf } from '../zones/zone.ts';
import { applyChange, type Change } from './item-change.ts';
import type { RequestContext } from './operations/operation.ts';
import type { Draft, DraftZones } from './properties/property.ts';
import { settleTimes } from './settle-times.ts';

/** An item's content after changes: zones first, since the times are meant in them. */
export function changedDraft(item: Item, changes: readonly Change[], context: RequestContext): Draft {
  const draft: Draft = { ...contentOf(item), modifiedBy: context.actor.displayName };
  const fields = new Set(changes.map((change) => change.field));
  const zoneChanges = changes.filter((change) => change.field.endsWith('TimeZone'));
  for (const change of zoneChanges) applyChange(draft, change, { start: context.zone, end: context.zone });
  keepWallTimes(draft, item, fields);
  const zones = zonesOf(draft, fields, context);
  for (const change of changes) if (!zoneChanges.includes(change)) applyChange(draft, change, zones);
  settleTimes(draft);
  return draft;
}

/** A new zone without a new time keeps what the clock shows, so the instant moves. */
function keepWallTimes(draft: Draft, item: Item, fields: ReadonlySet<string>): void {
  if (draft.startZone !== item.startZone && !fields.has('calendar:Start')) {
    draft.start = instantOf(draft.startZone, wallOf(item.startZone, item.start));
  }
  if (draft.endZone !== item.endZone && !fields.has('calendar:End')) {
    draft.end = instantOf(draft.endZone, wallOf(item.endZone, item.end));
  }
}

function zonesOf(draft: Draft, fields: ReadonlySet<string>, context: RequestContext): DraftZones {
  const meetingZone = fields.has('calendar:MeetingTimeZone');
  return {
    start: meetingZone || fields.has('calendar:StartTimeZone') ? draft.startZone : context.zone,
    end: meetingZone || fields.has('calendar:EndTimeZone') ? draft.endZone : context.zone,
  };
}
