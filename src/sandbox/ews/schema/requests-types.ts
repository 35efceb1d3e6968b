/**
 * Requests of the operations the sandbox answers, and the shapes they carry.
 * Derived from Microsoft's public types.xsd and messages.xsd; the notation is described in content-model.ts.
 */
export const requestsTypes: Record<string, string> = {
  AlternateIdType: '@Format:IdFormatType! @Id:xs:string! @Mailbox:NonEmptyStringType! @IsArchive:xs:boolean',
  AlternatePublicFolderIdType: '@Format:IdFormatType! @FolderId:xs:string!',
  AlternatePublicFolderItemIdType: '@Format:IdFormatType! @FolderId:xs:string! @ItemId:xs:string!',
  AppendToItemFieldType: '%path (%item)',
  DeleteItemFieldType: '%path',
  FolderResponseShapeType: `
    (BaseShape:DefaultShapeNamesType AdditionalProperties:NonEmptyArrayOfPathsToElementType?)`,
  ItemChangeType: `
    ((ItemId:ItemIdType | OccurrenceItemId:OccurrenceItemIdType |
    RecurringMasterItemId:RecurringMasterItemIdType) Updates:NonEmptyArrayOfItemChangeDescriptionsType
    CalendarActivityData:any?)`,
  ItemResponseShapeType: `
    (BaseShape:DefaultShapeNamesType IncludeMimeContent:xs:boolean? BodyType:BodyTypeResponseType?
    UniqueBodyType:BodyTypeResponseType? NormalizedBodyType:BodyTypeResponseType?
    FilterHtmlContent:xs:boolean? ConvertHtmlCodePageToUTF8:xs:boolean? InlineImageUrlTemplate:xs:string?
    BlockExternalImages:xs:boolean? AddBlankTargetToLinks:xs:boolean? MaximumBodySize:xs:int?
    AdditionalProperties:NonEmptyArrayOfPathsToElementType?)`,
  NonEmptyArrayOfAllItemsType: `
    (Item:ItemType | Message:any | CalendarItem:CalendarItemType | Contact:any | DistributionList:any |
    MeetingMessage:any | MeetingRequest:any | MeetingResponse:any | MeetingCancellation:any | Task:any |
    PostItem:any | ReplyToItem:any | ForwardItem:ForwardItemType | ReplyAllToItem:any |
    AcceptItem:AcceptItemType | TentativelyAcceptItem:TentativelyAcceptItemType | DeclineItem:DeclineItemType |
    CancelCalendarItem:CancelCalendarItemType | RemoveItem:RemoveItemType |
    SuppressReadReceipt:any | PostReplyItem:any | AcceptSharingInvitation:any | RoleMember:any | Network:any
    | Person:any)+`,
  NonEmptyArrayOfAlternateIdsType: `
    (AlternateId:AlternateIdType | AlternatePublicFolderId:AlternatePublicFolderIdType |
    AlternatePublicFolderItemId:AlternatePublicFolderItemIdType)+`,
  NonEmptyArrayOfItemChangeDescriptionsType: `
    (AppendToItemField:AppendToItemFieldType | SetItemField:SetItemFieldType |
    DeleteItemField:DeleteItemFieldType)+`,
  NonEmptyArrayOfItemChangesType: 'ItemChange:ItemChangeType+',
  SetItemFieldType: '%path (%item)',
  'm:ConvertIdType': 'm:SourceIds:NonEmptyArrayOfAlternateIdsType @DestinationFormat:IdFormatType!',
  'm:CopyItemType': `
    (m:ToFolderId:TargetFolderIdType m:ItemIds:NonEmptyArrayOfBaseItemIdsType
    m:ReturnNewItemIds:xs:boolean?)`,
  'm:CreateItemType': `
    (m:SavedItemFolderId:TargetFolderIdType? m:Items:NonEmptyArrayOfAllItemsType)
    @MessageDisposition:MessageDispositionType
    @SendMeetingInvitations:CalendarItemCreateOrDeleteOperationType`,
  'm:DeleteItemType': `
    m:ItemIds:NonEmptyArrayOfBaseItemIdsType @DeleteType:DisposalType!
    @SendMeetingCancellations:CalendarItemCreateOrDeleteOperationType
    @AffectedTaskOccurrences:AffectedTaskOccurrencesType @SuppressReadReceipts:xs:boolean`,
  'm:FindFolderType': `
    (m:FolderShape:FolderResponseShapeType (m:IndexedPageFolderView:IndexedPageViewType |
    m:FractionalPageFolderView:FractionalPageViewType)? m:Restriction:RestrictionType?
    m:ParentFolderIds:NonEmptyArrayOfBaseFolderIdsType) @Traversal:FolderQueryTraversalType!`,
  'm:FindItemType': `
    (m:ItemShape:ItemResponseShapeType (m:IndexedPageItemView:IndexedPageViewType |
    m:FractionalPageItemView:FractionalPageViewType | m:SeekToConditionPageItemView:any |
    m:CalendarView:CalendarViewType | m:ContactsView:ContactsViewType)? (m:GroupBy:any |
    m:DistinguishedGroupBy:any)? m:Restriction:RestrictionType? m:SortOrder:NonEmptyArrayOfFieldOrdersType?
    m:ParentFolderIds:NonEmptyArrayOfBaseFolderIdsType m:QueryString:m:QueryStringType?)
    @Traversal:ItemQueryTraversalType!`,
  'm:GetFolderType': '(m:FolderShape:FolderResponseShapeType m:FolderIds:NonEmptyArrayOfBaseFolderIdsType)',
  'm:GetItemType': '(m:ItemShape:ItemResponseShapeType m:ItemIds:NonEmptyArrayOfBaseItemIdsType)',
  'm:GetServerTimeZonesType': 'm:Ids:NonEmptyArrayOfTimeZoneIdType? @ReturnFullTimeZoneData:xs:boolean',
  'm:MoveItemType': `
    (m:ToFolderId:TargetFolderIdType m:ItemIds:NonEmptyArrayOfBaseItemIdsType
    m:ReturnNewItemIds:xs:boolean?)`,
  'm:QueryStringType': `
    @ResetCache:xs:boolean @ReturnHighlightTerms:xs:boolean @ReturnDeletedItems:xs:boolean #xs:string`,
  'm:ResolveNamesType': `
    (m:ParentFolderIds:NonEmptyArrayOfBaseFolderIdsType? m:UnresolvedEntry:NonEmptyStringType)
    @ReturnFullContactData:xs:boolean! @SearchScope:ResolveNamesSearchScopeType
    @ContactDataShape:DefaultShapeNamesType`,
  'm:SyncFolderItemsType': `
    (m:ItemShape:ItemResponseShapeType m:SyncFolderId:TargetFolderIdType m:SyncState:xs:string?
    m:Ignore:ArrayOfBaseItemIdsType? m:MaxChangesReturned:MaxSyncChangesReturnedType
    m:SyncScope:SyncFolderItemsScopeType?)`,
  'm:UpdateItemType': `
    (m:SavedItemFolderId:TargetFolderIdType? m:ItemChanges:NonEmptyArrayOfItemChangesType)
    @ConflictResolution:ConflictResolutionType! @MessageDisposition:MessageDispositionType
    @SendMeetingInvitationsOrCancellations:CalendarItemUpdateOperationType @SuppressReadReceipts:xs:boolean`,
};
