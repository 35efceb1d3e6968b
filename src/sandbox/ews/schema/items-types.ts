/**
 * Calendar items and what they are made of.
 * Derived from Microsoft's public types.xsd and messages.xsd; the notation is described in content-model.ts.
 */
const itemFields = `
  (MimeContent:MimeContentType? ItemId:ItemIdType? ParentFolderId:FolderIdType? ItemClass:ItemClassType?
  Subject:xs:string? Sensitivity:SensitivityChoicesType? Body:BodyType? Attachments:any?
  DateTimeReceived:xs:dateTime? Size:xs:int? Categories:ArrayOfStringsType?
  Importance:ImportanceChoicesType? InReplyTo:xs:string? IsSubmitted:xs:boolean? IsDraft:xs:boolean?
  IsFromMe:xs:boolean? IsResend:xs:boolean? IsUnmodified:xs:boolean? InternetMessageHeaders:any?
  DateTimeSent:xs:dateTime? DateTimeCreated:xs:dateTime? ResponseObjects:any? ReminderDueBy:xs:dateTime?
  ReminderIsSet:xs:boolean? ReminderNextTime:xs:dateTime?
  ReminderMinutesBeforeStart:ReminderMinutesBeforeStartType? DisplayCc:xs:string? DisplayTo:xs:string?
  DisplayBcc:xs:string? HasAttachments:xs:boolean? ExtendedProperty:ExtendedPropertyType*
  Culture:xs:language? EffectiveRights:any? LastModifiedName:xs:string? LastModifiedTime:xs:dateTime?
  IsAssociated:xs:boolean? WebClientReadFormQueryString:xs:string? WebClientEditFormQueryString:xs:string?
  ConversationId:ItemIdType? UniqueBody:BodyType? Flag:any? StoreEntryId:xs:base64Binary?
  InstanceKey:xs:base64Binary? NormalizedBody:BodyType? EntityExtractionResult:any? PolicyTag:any?
  ArchiveTag:any? RetentionDate:xs:dateTime? Preview:xs:string? RightsManagementLicenseData:any?
  PredictedActionReasons:any? IsClutter:xs:boolean? BlockStatus:xs:boolean? HasBlockedImages:xs:boolean?
  TextBody:BodyType? IconIndex:IconIndexType? SearchKey:xs:base64Binary? SortKey:xs:long?
  Hashtags:ArrayOfStringsType? Mentions:ArrayOfRecipientsType? MentionedMe:xs:boolean? MentionsPreview:any?
  MentionsEx:any? AppliedHashtags:any? AppliedHashtagsPreview:any? Likes:any? LikesPreview:any?
  PendingSocialActivityTagIds:ArrayOfStringsType? AtAllMention:xs:boolean? CanDelete:xs:boolean?
  InferenceClassification:InferenceClassificationType?)`;

export const itemsTypes: Record<string, string> = {
  ArrayOfRecipientsType: '(Mailbox:EmailAddressType)*',
  ArrayOfStringsType: 'String:xs:string*',
  AttendeeType: `
    (Mailbox:EmailAddressType ResponseType:ResponseTypeType? LastResponseTime:xs:dateTime?
    ProposedStart:xs:dateTime? ProposedEnd:xs:dateTime?)`,
  BodyType: '@BodyType:BodyTypeType! @IsTruncated:xs:boolean #xs:string',
  CalendarItemType: `${itemFields}
    (UID:xs:string? RecurrenceId:xs:dateTime? DateTimeStamp:xs:dateTime? Start:xs:dateTime? End:xs:dateTime?
    OriginalStart:xs:dateTime? IsAllDayEvent:xs:boolean? LegacyFreeBusyStatus:LegacyFreeBusyType?
    Location:xs:string? When:xs:string? IsMeeting:xs:boolean? IsCancelled:xs:boolean?
    IsRecurring:xs:boolean? MeetingRequestWasSent:xs:boolean? IsResponseRequested:xs:boolean?
    CalendarItemType:CalendarItemTypeType? MyResponseType:ResponseTypeType? Organizer:SingleRecipientType?
    RequiredAttendees:NonEmptyArrayOfAttendeesType? OptionalAttendees:NonEmptyArrayOfAttendeesType?
    Resources:NonEmptyArrayOfAttendeesType? InboxReminders:any? ConflictingMeetingCount:xs:int?
    AdjacentMeetingCount:xs:int? ConflictingMeetings:NonEmptyArrayOfAllItemsType?
    AdjacentMeetings:NonEmptyArrayOfAllItemsType? Duration:xs:string? TimeZone:xs:string?
    AppointmentReplyTime:xs:dateTime? AppointmentSequenceNumber:xs:int? AppointmentState:xs:int?
    Recurrence:RecurrenceType? FirstOccurrence:OccurrenceInfoType? LastOccurrence:OccurrenceInfoType?
    ModifiedOccurrences:NonEmptyArrayOfOccurrenceInfoType?
    DeletedOccurrences:NonEmptyArrayOfDeletedOccurrencesType? MeetingTimeZone:TimeZoneType?
    StartTimeZone:TimeZoneDefinitionType? EndTimeZone:TimeZoneDefinitionType? ConferenceType:xs:int?
    AllowNewTimeProposal:xs:boolean? IsOnlineMeeting:xs:boolean? MeetingWorkspaceUrl:xs:string?
    NetShowUrl:xs:string? EnhancedLocation:any? StartWallClock:xs:dateTime? EndWallClock:xs:dateTime?
    StartTimeZoneId:xs:string? EndTimeZoneId:xs:string? IntendedFreeBusyStatus:LegacyFreeBusyType?
    JoinOnlineMeetingUrl:xs:string? OnlineMeetingSettings:any? IsOrganizer:xs:boolean?
    CalendarActivityData:any?)`,
  EmailAddressType: `
    (Name:xs:string? EmailAddress:NonEmptyStringType? RoutingType:NonEmptyStringType?
    MailboxType:MailboxTypeType? ItemId:ItemIdType? OriginalDisplayName:xs:string?)`,
  ExtendedPropertyType: `
    (ExtendedFieldURI:PathToExtendedFieldType (Value:xs:string | Values:NonEmptyArrayOfPropertyValuesType))`,
  ItemType: itemFields,
  MimeContentType: '@CharacterSet:xs:string #xs:string',
  NonEmptyArrayOfAttendeesType: 'Attendee:AttendeeType+',
  NonEmptyArrayOfPropertyValuesType: '(Value:xs:string+)',
  SingleRecipientType: '(Mailbox:EmailAddressType)',
};
