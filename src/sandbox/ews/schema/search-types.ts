/**
 * Paths to properties, views, sort orders and restrictions.
 * Derived from Microsoft's public types.xsd and messages.xsd; the notation is described in content-model.ts.
 */
export const searchTypes: Record<string, string> = {
  AndType: '%search',
  CalendarViewType: '@MaxEntriesReturned:xs:int @StartDate:xs:dateTime! @EndDate:xs:dateTime!',
  ConstantValueType: '@Value:xs:string!',
  ContactsViewType: '@MaxEntriesReturned:xs:int @InitialName:xs:string @FinalName:xs:string',
  ContainsExpressionType: `
    (%path Constant:ConstantValueType) @ContainmentMode:ContainmentModeType
    @ContainmentComparison:ContainmentComparisonType`,
  ExcludesType: '(%path Bitmask:ExcludesValueType)',
  ExcludesValueType: '@Value:ExcludesAttributeType!',
  ExistsType: '%path',
  FieldOrderType: '%path @Order:SortDirectionType!',
  FieldURIOrConstantType: `
    (FieldURI:PathToUnindexedFieldType | IndexedFieldURI:PathToIndexedFieldType |
    ExtendedFieldURI:PathToExtendedFieldType | Constant:ConstantValueType)`,
  FractionalPageViewType: '@MaxEntriesReturned:xs:int @Numerator:xs:int! @Denominator:xs:int!',
  IndexedPageViewType: '@MaxEntriesReturned:xs:int @Offset:xs:int! @BasePoint:IndexBasePointType!',
  IsEqualToType: '(%path FieldURIOrConstant:FieldURIOrConstantType)',
  IsGreaterThanOrEqualToType: '(%path FieldURIOrConstant:FieldURIOrConstantType)',
  IsGreaterThanType: '(%path FieldURIOrConstant:FieldURIOrConstantType)',
  IsLessThanOrEqualToType: '(%path FieldURIOrConstant:FieldURIOrConstantType)',
  IsLessThanType: '(%path FieldURIOrConstant:FieldURIOrConstantType)',
  IsNotEqualToType: '(%path FieldURIOrConstant:FieldURIOrConstantType)',
  NonEmptyArrayOfFieldOrdersType: 'FieldOrder:FieldOrderType+',
  NonEmptyArrayOfPathsToElementType: '%path',
  NotType: '%search',
  OrType: '%search',
  PathToExtendedFieldType: `
    @DistinguishedPropertySetId:DistinguishedPropertySetType @PropertySetId:GuidType
    @PropertyTag:PropertyTagType @PropertyName:xs:string @PropertyId:xs:int
    @PropertyType:MapiPropertyTypeType!`,
  PathToIndexedFieldType: '@FieldURI:DictionaryURIType! @FieldIndex:xs:string!',
  PathToUnindexedFieldType: '@FieldURI:UnindexedFieldURIType!',
  RestrictionType: '%search',
};
