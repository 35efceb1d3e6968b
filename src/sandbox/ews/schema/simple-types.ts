/** Simple types: lists of allowed values, ranges and patterns (see content-model.ts for the notation). */
export const simpleTypes: Record<string, string> = {
  AffectedTaskOccurrencesType: 'enum AllOccurrences SpecifiedOccurrenceOnly',
  BodyTypeResponseType: 'enum Best HTML Text',
  BodyTypeType: 'enum HTML Text',
  CalendarItemCreateOrDeleteOperationType: 'enum SendToNone SendOnlyToAll SendToAllAndSaveCopy',
  CalendarItemTypeType: 'enum Single Occurrence Exception RecurringMaster',
  CalendarItemUpdateOperationType: `
    enum SendToNone SendOnlyToAll SendOnlyToChanged SendToAllAndSaveCopy SendToChangedAndSaveCopy`,
  ConflictResolutionType: 'enum NeverOverwrite AutoResolve AlwaysOverwrite',
  ContainmentComparisonType: `
    enum Exact IgnoreCase IgnoreNonSpacingCharacters Loose IgnoreCaseAndNonSpacingCharacters
    LooseAndIgnoreCase LooseAndIgnoreNonSpace LooseAndIgnoreCaseAndIgnoreNonSpace`,
  ContainmentModeType: 'enum FullString Prefixed Substring PrefixOnWords ExactPhrase',
  DateTimePrecisionType: 'enum Seconds Milliseconds',
  DayOfWeekIndexType: 'enum First Second Third Fourth Last',
  DayOfWeekType: 'enum Sunday Monday Tuesday Wednesday Thursday Friday Saturday Day Weekday WeekendDay',
  DaysOfWeekType: 'list DayOfWeekType',
  DefaultShapeNamesType: 'enum IdOnly Default AllProperties PcxPeopleSearch',
  DerivedItemIdType: 'xs:string',
  DisposalType: 'enum HardDelete SoftDelete MoveToDeletedItems',
  DistinguishedPropertySetType: `
    enum Meeting Appointment Common PublicStrings Address InternetHeaders CalendarAssistant UnifiedMessaging
    Task Sharing`,
  ExchangeVersionType: `
    enum Exchange2007 Exchange2007_SP1 Exchange2009 Exchange2010 Exchange2010_SP1 Exchange2010_SP2
    Exchange2012 Exchange2013 Exchange2013_SP1 Exchange2015 Exchange2016 V2015_10_05 V2016_01_06 V2016_04_13
    V2016_07_13 V2016_10_10`,
  ExcludesAttributeType: 'xs:string pattern=((0x|0X)[0-9A-Fa-f]*)|([0-9]*)',
  FolderQueryTraversalType: 'enum Shallow Deep SoftDeleted',
  GuidType: 'xs:string pattern=[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}',
  IdFormatType: 'enum EwsLegacyId EwsId EntryId HexEntryId StoreId OwaId',
  ImportanceChoicesType: 'enum Low Normal High',
  IndexBasePointType: 'enum Beginning End',
  InferenceClassificationType: 'enum Focused Other',
  ItemClassType: 'xs:string',
  ItemQueryTraversalType: 'enum Shallow SoftDeleted Associated',
  LegacyFreeBusyType: 'enum Free Tentative Busy OOF WorkingElsewhere NoData',
  MailboxTypeType: `
    enum Unknown OneOff Mailbox PublicDL PrivateDL Contact PublicFolder GroupMailbox ImplicitContact`,
  MapiPropertyTypeType: `
    enum ApplicationTime ApplicationTimeArray Binary BinaryArray Boolean CLSID CLSIDArray Currency
    CurrencyArray Double DoubleArray Error Float FloatArray Integer IntegerArray Long LongArray Null Object
    ObjectArray Short ShortArray SystemTime SystemTimeArray String StringArray`,
  MaxSyncChangesReturnedType: 'xs:int minInclusive=1 maxInclusive=512',
  MessageDispositionType: 'enum SaveOnly SendOnly SendAndSaveCopy',
  MonthNamesType: `
    enum January February March April May June July August September October November December`,
  NonEmptyStringType: 'xs:string minLength=1',
  NotificationEventTypeType: `
    enum CopiedEvent CreatedEvent DeletedEvent ModifiedEvent MovedEvent NewMailEvent FreeBusyChangedEvent`,
  PropertyTagType: 'union xs:unsignedShort ; xs:string pattern=(0x|0X)[0-9A-Fa-f]{1,4}',
  ReminderMinutesBeforeStartType: `
    union xs:int minInclusive=0 maxInclusive=2629800 ; xs:int minInclusive=1525252321 maxInclusive=1525252321`,
  ResolveNamesSearchScopeType: `
    enum ActiveDirectory ActiveDirectoryContacts Contacts ContactsActiveDirectory`,
  ResponseTypeType: 'enum Unknown Organizer Tentative Accept Decline NoResponseReceived',
  SensitivityChoicesType: 'enum Normal Personal Private Confidential',
  SortDirectionType: 'enum Ascending Descending',
  StreamingSubscriptionConnectionTimeoutType: 'xs:int minInclusive=1 maxInclusive=30',
  SubscriptionTimeoutType: 'xs:int minInclusive=1 maxInclusive=1440',
  SyncFolderItemsScopeType: 'enum NormalItems NormalAndAssociatedItems',
  TransitionTargetKindType: 'enum Period Group',
};
