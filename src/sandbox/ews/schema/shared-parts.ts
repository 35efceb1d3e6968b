/** Lists of alternatives that many types share, by the name that follows `%` in the notation. */
export const sharedParts: Record<string, string> = {
  path: `(FieldURI:PathToUnindexedFieldType | IndexedFieldURI:PathToIndexedFieldType |
    ExtendedFieldURI:PathToExtendedFieldType)+`,
  search: `(Contains:ContainsExpressionType | Excludes:ExcludesType | Exists:ExistsType |
    IsEqualTo:IsEqualToType | IsNotEqualTo:IsNotEqualToType | IsGreaterThan:IsGreaterThanType |
    IsGreaterThanOrEqualTo:IsGreaterThanOrEqualToType | IsLessThan:IsLessThanType |
    IsLessThanOrEqualTo:IsLessThanOrEqualToType | And:AndType | Not:NotType | Or:OrType)+`,
  item: `(Item:ItemType | Message:any | CalendarItem:CalendarItemType | Contact:any | DistributionList:any |
    MeetingMessage:any | MeetingRequest:any | MeetingResponse:any | MeetingCancellation:any | Task:any |
    PostItem:any | RoleMember:any | Network:any | Person:any)`,
};
