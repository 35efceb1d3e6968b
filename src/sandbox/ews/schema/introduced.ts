import type { SchemaVersion } from '../versions.ts';

/**
 * What came after Exchange 2007: a request that asks for an older version and uses one of these is refused
 * with ErrorIncorrectSchemaVersion. Keys are `Type.Element`, `Type@Attribute`, or `Type=Value`.
 */
const newElements: Record<SchemaVersion, string[]> | Partial<Record<SchemaVersion, string[]>> = {
  Exchange2007_SP1: ['ItemType.EffectiveRights', 'ItemType.LastModifiedName', 'ItemType.LastModifiedTime'],
  Exchange2010: [
    'ItemType.IsAssociated',
    'ItemType.WebClientReadFormQueryString',
    'ItemType.WebClientEditFormQueryString',
    'ItemType.ConversationId',
    'ItemType.UniqueBody',
    'CalendarItemType.StartTimeZone',
    'CalendarItemType.EndTimeZone',
    'ItemResponseShapeType.FilterHtmlContent',
    'ItemResponseShapeType.ConvertHtmlCodePageToUTF8',
    'm:FindItemType.QueryString',
    'm:SyncFolderItemsType.SyncScope',
    'Operation.GetServerTimeZones',
    'ConnectingSIDType.SmtpAddress',
  ],
  Exchange2010_SP1: [
    'm:MoveItemType.ReturnNewItemIds',
    'm:CopyItemType.ReturnNewItemIds',
    'm:SubscribeType.StreamingSubscriptionRequest',
    'NotificationEventTypeType=FreeBusyChangedEvent',
    'PullSubscriptionRequestType@SubscribeToAllFolders',
    'Operation.GetStreamingEvents',
    'WeeklyRecurrencePatternType.FirstDayOfWeek',
  ],
  Exchange2013: [
    'ItemType.Flag',
    'ItemType.StoreEntryId',
    'ItemType.InstanceKey',
    'ItemType.NormalizedBody',
    'ItemType.EntityExtractionResult',
    'ItemType.PolicyTag',
    'ItemType.ArchiveTag',
    'ItemType.RetentionDate',
    'ItemType.Preview',
    'ItemType.TextBody',
    'NonEmptyArrayOfBaseItemIdsType.RecurringMasterItemIdRanges',
    'ItemType.IconIndex',
    'CalendarItemType.EnhancedLocation',
    'CalendarItemType.StartWallClock',
    'CalendarItemType.EndWallClock',
    'CalendarItemType.StartTimeZoneId',
    'CalendarItemType.EndTimeZoneId',
    'CalendarItemType.IntendedFreeBusyStatus',
    'CalendarItemType.JoinOnlineMeetingUrl',
    'CalendarItemType.OnlineMeetingSettings',
    'CalendarItemType.IsOrganizer',
    'ItemResponseShapeType.UniqueBodyType',
    'ItemResponseShapeType.NormalizedBodyType',
    'ItemResponseShapeType.InlineImageUrlTemplate',
    'ItemResponseShapeType.BlockExternalImages',
    'ItemResponseShapeType.AddBlankTargetToLinks',
    'ItemResponseShapeType.MaximumBodySize',
    'LegacyFreeBusyType=WorkingElsewhere',
    'AcceptItemType.ProposedStart',
    'AcceptItemType.ProposedEnd',
    'DeclineItemType.ProposedStart',
    'DeclineItemType.ProposedEnd',
    'TentativelyAcceptItemType.ProposedStart',
    'TentativelyAcceptItemType.ProposedEnd',
    'Header.DateTimePrecision',
    'Header.ManagementRole',
  ],
  Exchange2013_SP1: ['m:UpdateItemType@SuppressReadReceipts', 'm:DeleteItemType@SuppressReadReceipts'],
  Exchange2016: [
    'CalendarItemType.InboxReminders',
    'ItemType.MentionedMe',
    'ItemType.Mentions',
    'ItemType.Hashtags',
  ],
};

const introducedIn = new Map<string, SchemaVersion>();
for (const [version, keys] of Object.entries(newElements)) {
  for (const key of keys) introducedIn.set(key, version as SchemaVersion);
}

/** The version that brought an element, an attribute or a value; undefined for what was there from the start. */
export function introduced(key: string): SchemaVersion | undefined {
  return introducedIn.get(key);
}

/** The version that brought a property, by its path (`calendar:StartTimeZone`); undefined when 2007 had it. */
export function propertyIntroduced(fieldUri: string): SchemaVersion | undefined {
  const [space, name] = fieldUri.split(':');
  return introducedIn.get(`${space === 'item' ? 'ItemType' : 'CalendarItemType'}.${name}`);
}
