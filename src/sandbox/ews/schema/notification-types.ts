/**
 * Subscriptions and the asking for their events.
 * Derived from Microsoft's public types.xsd and messages.xsd; the notation is described in content-model.ts.
 */
export const notificationTypes: Record<string, string> = {
  NonEmptyArrayOfNotificationEventTypesType: 'EventType:NotificationEventTypeType+',
  NonEmptyArrayOfSubscriptionIdsType: 'SubscriptionId:NonEmptyStringType+',
  PullSubscriptionRequestType: `
    (FolderIds:NonEmptyArrayOfBaseFolderIdsType? EventTypes:NonEmptyArrayOfNotificationEventTypesType
    Watermark:NonEmptyStringType? Timeout:SubscriptionTimeoutType) @SubscribeToAllFolders:xs:boolean`,
  PushSubscriptionRequestType: `
    (FolderIds:NonEmptyArrayOfBaseFolderIdsType? EventTypes:NonEmptyArrayOfNotificationEventTypesType
    Watermark:NonEmptyStringType? StatusFrequency:SubscriptionTimeoutType URL:xs:string CallerData:xs:string?)
    @SubscribeToAllFolders:xs:boolean`,
  StreamingSubscriptionRequestType: `
    (FolderIds:NonEmptyArrayOfBaseFolderIdsType? EventTypes:NonEmptyArrayOfNotificationEventTypesType)
    @SubscribeToAllFolders:xs:boolean`,
  'm:GetEventsType': '(m:SubscriptionId:NonEmptyStringType m:Watermark:NonEmptyStringType)',
  'm:GetStreamingEventsType': `
    (m:SubscriptionIds:NonEmptyArrayOfSubscriptionIdsType
    m:ConnectionTimeout:StreamingSubscriptionConnectionTimeoutType)`,
  'm:SubscribeType': `
    (m:PullSubscriptionRequest:PullSubscriptionRequestType |
    m:PushSubscriptionRequest:PushSubscriptionRequestType |
    m:StreamingSubscriptionRequest:StreamingSubscriptionRequestType)`,
  'm:UnsubscribeType': '(m:SubscriptionId:NonEmptyStringType)',
};
