/**
 * Ids, folders, headers and other small types.
 * Derived from Microsoft's public types.xsd and messages.xsd; the notation is described in content-model.ts.
 */
export const commonTypes: Record<string, string> = {
  AddressListIdType: '@Id:xs:string!',
  ArrayOfBaseItemIdsType: '(ItemId:ItemIdType)*',
  ConnectingSIDType: `
    (PrincipalName:PrincipalNameType | SID:SIDType | PrimarySmtpAddress:PrimarySmtpAddressType |
    SmtpAddress:SmtpAddressType)`,
  DistinguishedFolderIdType: `
    Mailbox:EmailAddressType? @Id:DistinguishedFolderIdNameType! @ChangeKey:xs:string`,
  ExchangeImpersonationType: 'ConnectingSID:ConnectingSIDType @*',
  FolderIdType: '@Id:xs:string! @ChangeKey:xs:string',
  ItemIdType: '@Id:xs:string! @ChangeKey:xs:string',
  MailboxCultureType: '@* #xs:language',
  ManagementRoleType: '(UserRoles:NonEmptyArrayOfRoleType? ApplicationRoles:NonEmptyArrayOfRoleType?)',
  NonEmptyArrayOfBaseFolderIdsType: `
    (FolderId:FolderIdType | DistinguishedFolderId:DistinguishedFolderIdType)+`,
  NonEmptyArrayOfBaseItemIdsType: `
    (ItemId:ItemIdType | OccurrenceItemId:OccurrenceItemIdType |
    RecurringMasterItemId:RecurringMasterItemIdType |
    RecurringMasterItemIdRanges:RecurringMasterItemIdRangesType)+`,
  NonEmptyArrayOfRoleType: 'Role:xs:string+',
  PrimarySmtpAddressType: '#NonEmptyStringType',
  PrincipalNameType: '#NonEmptyStringType',
  RecurringMasterItemIdRangesType: 'Ranges:ArrayOfOccurrenceRangesType? @Id:xs:string! @ChangeKey:xs:string',
  RecurringMasterItemIdType: '@OccurrenceId:DerivedItemIdType! @ChangeKey:xs:string',
  RequestServerVersionInline: '@Version:ExchangeVersionType! @*',
  SIDType: '#NonEmptyStringType',
  SmtpAddressType: '#NonEmptyStringType',
  TargetFolderIdType: `
    (FolderId:FolderIdType | DistinguishedFolderId:DistinguishedFolderIdType |
    AddressListId:AddressListIdType)`,
};
