import { itemsTypes } from './items-types.ts';

/**
 * Messages about meetings, and the response objects by which meetings are answered, cancelled and forwarded.
 * Derived from Microsoft's public types.xsd; the notation is described in content-model.ts.
 */
const messageFields = `
  (Sender:SingleRecipientType? ToRecipients:ArrayOfRecipientsType? CcRecipients:ArrayOfRecipientsType?
  BccRecipients:ArrayOfRecipientsType? IsReadReceiptRequested:xs:boolean?
  IsDeliveryReceiptRequested:xs:boolean? ConversationIndex:xs:base64Binary? ConversationTopic:xs:string?
  From:SingleRecipientType? InternetMessageId:xs:string? IsRead:xs:boolean? IsResponseRequested:xs:boolean?
  References:xs:string? ReplyTo:ArrayOfRecipientsType? ReceivedBy:SingleRecipientType?
  ReceivedRepresenting:SingleRecipientType? ApprovalRequestData:any? VotingInformation:any?
  ReminderMessageData:any? SenderSMTPAddress:SmtpAddressType? MailboxGuids:any?)`;

const meetingMessageFields = `${itemsTypes.ItemType} ${messageFields}
  (AssociatedCalendarItemId:ItemIdType? IsDelegated:xs:boolean? IsOutOfDate:xs:boolean?
  HasBeenProcessed:xs:boolean? ResponseType:ResponseTypeType? UID:xs:string? RecurrenceId:xs:dateTime?
  DateTimeStamp:xs:dateTime? IsOrganizer:xs:boolean?)`;

/** A response object holds only what its author may say (WellKnownResponseObjectType). */
const answerFields = `
  (ItemClass:ItemClassType? Sensitivity:SensitivityChoicesType? Body:BodyType? Attachments:any?
  InternetMessageHeaders:any? Sender:SingleRecipientType? ToRecipients:ArrayOfRecipientsType?
  CcRecipients:ArrayOfRecipientsType? BccRecipients:ArrayOfRecipientsType?
  IsReadReceiptRequested:xs:boolean? IsDeliveryReceiptRequested:xs:boolean? From:SingleRecipientType?
  ReferenceItemId:ItemIdType? ProposedStart:xs:dateTime? ProposedEnd:xs:dateTime?)`;

const smartFields = `
  (Subject:xs:string? Body:BodyType? ToRecipients:ArrayOfRecipientsType? CcRecipients:ArrayOfRecipientsType?
  BccRecipients:ArrayOfRecipientsType? IsReadReceiptRequested:xs:boolean?
  IsDeliveryReceiptRequested:xs:boolean? From:SingleRecipientType? ReferenceItemId:ItemIdType?
  NewBodyContent:BodyType?)`;

export const meetingTypes: Record<string, string> = {
  AcceptItemType: answerFields,
  CancelCalendarItemType: smartFields,
  DeclineItemType: answerFields,
  ForwardItemType: smartFields,
  MeetingCancellationMessageType: `${meetingMessageFields}
    (Start:xs:dateTime? End:xs:dateTime? Location:xs:string? Recurrence:RecurrenceType?
    CalendarItemType:xs:string? EnhancedLocation:any?)`,
  MeetingMessageType: meetingMessageFields,
  MeetingRequestMessageType: `${meetingMessageFields}
    (MeetingRequestType:any? IntendedFreeBusyStatus:LegacyFreeBusyType? Start:xs:dateTime? End:xs:dateTime?
    OriginalStart:xs:dateTime? IsAllDayEvent:xs:boolean? LegacyFreeBusyStatus:LegacyFreeBusyType?
    Location:xs:string? When:xs:string? IsMeeting:xs:boolean? IsCancelled:xs:boolean? IsRecurring:xs:boolean?
    MeetingRequestWasSent:xs:boolean? CalendarItemType:CalendarItemTypeType? MyResponseType:ResponseTypeType?
    Organizer:SingleRecipientType? RequiredAttendees:NonEmptyArrayOfAttendeesType?
    OptionalAttendees:NonEmptyArrayOfAttendeesType? Resources:NonEmptyArrayOfAttendeesType?
    ConflictingMeetingCount:xs:int? AdjacentMeetingCount:xs:int?
    ConflictingMeetings:NonEmptyArrayOfAllItemsType? AdjacentMeetings:NonEmptyArrayOfAllItemsType?
    Duration:xs:string? TimeZone:xs:string? AppointmentReplyTime:xs:dateTime?
    AppointmentSequenceNumber:xs:int? AppointmentState:xs:int? Recurrence:RecurrenceType?
    FirstOccurrence:OccurrenceInfoType? LastOccurrence:OccurrenceInfoType?
    ModifiedOccurrences:NonEmptyArrayOfOccurrenceInfoType?
    DeletedOccurrences:NonEmptyArrayOfDeletedOccurrencesType? MeetingTimeZone:TimeZoneType?
    StartTimeZone:TimeZoneDefinitionType? EndTimeZone:TimeZoneDefinitionType? ConferenceType:xs:int?
    AllowNewTimeProposal:xs:boolean? IsOnlineMeeting:xs:boolean? MeetingWorkspaceUrl:xs:string?
    NetShowUrl:xs:string? EnhancedLocation:any? ChangeHighlights:any? StartWallClock:xs:dateTime?
    EndWallClock:xs:dateTime? StartTimeZoneId:xs:string? EndTimeZoneId:xs:string?)`,
  MeetingResponseMessageType: `${meetingMessageFields}
    (Start:xs:dateTime? End:xs:dateTime? Location:xs:string? Recurrence:RecurrenceType?
    CalendarItemType:xs:string? ProposedStart:xs:dateTime? ProposedEnd:xs:dateTime? EnhancedLocation:any?)`,
  RemoveItemType: `${itemsTypes.ItemType} ${messageFields} (ReferenceItemId:ItemIdType?)
    @ObjectName:xs:string`,
  TentativelyAcceptItemType: answerFields,
};
