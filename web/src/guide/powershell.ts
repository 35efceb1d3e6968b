import type { GuideName } from '../api/contract.ts';

/** The commands of each step, one text in every language. Names of one's own stand in angle brackets. */
export const POWERSHELL: Readonly<Record<GuideName, Readonly<Record<string, string>>>> = {
  onlineApplication: {
    register: `Connect-MgGraph -Scopes Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All
$app = New-MgApplication -DisplayName "Tahti" -SignInAudience AzureADMyOrg
$principal = New-MgServicePrincipal -AppId $app.AppId
$app.AppId`,
    permission: `$exchange = Get-MgServicePrincipal -Filter "appId eq '00000002-0000-0ff1-ce00-000000000000'"
$role = $exchange.AppRoles | Where-Object Value -eq "full_access_as_app"
New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -PrincipalId $principal.Id -ResourceId $exchange.Id -AppRoleId $role.Id
Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id`,
    secret: `$secret = Add-MgApplicationPassword -ApplicationId $app.Id -PasswordCredential @{ DisplayName = "Tahti" }
$secret.SecretText
$secret.EndDateTime`,
    scope: `Connect-ExchangeOnline
New-ApplicationAccessPolicy -AppId <application id> -PolicyScopeGroupId tahti.users@domain.net -AccessRight RestrictAccess -Description "Tahti"
Test-ApplicationAccessPolicy -AppId <application id> -Identity user@domain.net

# RBAC for Applications, without the permission of step 2
New-ServicePrincipal -AppId <application id> -ObjectId <object id of the enterprise application> -DisplayName "Tahti"
New-ManagementScope -Name "Tahti users" -RecipientRestrictionFilter "MemberOfGroup -eq '<distinguished name of the group>'"
New-ManagementRoleAssignment -App <application id> -Role "Application EWS.AccessAsApp" -CustomResourceScope "Tahti users"
Test-ServicePrincipalAuthorization <application id> -Resource user@domain.net`,
    allow: `Get-OrganizationConfig | Format-List EwsEnabled, EwsAllowedAppIDs
Set-OrganizationConfig -EwsEnabled $true -EwsAllowedAppIDs @{ Add = "<application id>" }
Get-OrganizationConfig | Format-List EwsEnabled, EwsAllowedAppIDs`,
  },
  onlineDelegate: {
    account: `Connect-ExchangeOnline
Get-Mailbox sync.delegate@domain.net | Format-List PrimarySmtpAddress, RecipientTypeDetails`,
    role: `New-RoleGroup -Name "Tahti" -Roles ApplicationImpersonation -Members sync.delegate@domain.net
Get-RoleGroupMember "Tahti"`,
    leave: `Get-OrganizationConfig | Format-List EwsEnabled, EwsAllowedAppIDs`,
  },
  impersonationRole: {
    account: `Get-User sync.delegate | Format-List UserPrincipalName, SamAccountName, UserAccountControl`,
    role: `New-ManagementRoleAssignment -Name "Tahti impersonation" -Role ApplicationImpersonation -User sync.delegate
Get-ManagementRoleAssignment -Role ApplicationImpersonation -GetEffectiveUsers | Format-Table EffectiveUserName, CustomRecipientWriteScope`,
    scope: `$group = Get-DistributionGroup "Tahti users"
New-ManagementScope -Name "Tahti users" -RecipientRestrictionFilter "MemberOfGroup -eq '$($group.DistinguishedName)'"
Remove-ManagementRoleAssignment "Tahti impersonation"
New-ManagementRoleAssignment -Name "Tahti impersonation scoped" -Role ApplicationImpersonation -User sync.delegate -CustomRecipientWriteScope "Tahti users"
Get-ManagementRoleAssignment "Tahti impersonation scoped" | Format-List User, CustomRecipientWriteScope`,
  },
  extendedRights: {
    account: `Get-User sync.delegate | Format-List UserPrincipalName, SamAccountName`,
    servers: `Get-ExchangeServer | Where-Object { $_.IsClientAccessServer } | ForEach-Object { Add-ADPermission -Identity $_.DistinguishedName -User (Get-User sync.delegate).Identity -ExtendedRights ms-Exch-EPI-Impersonation }
Get-ExchangeServer | Where-Object { $_.IsClientAccessServer } | ForEach-Object { Get-ADPermission $_.DistinguishedName -User sync.delegate } | Format-Table Identity, ExtendedRights, Deny`,
    mailboxes: `Get-MailboxDatabase | ForEach-Object { Add-ADPermission -Identity $_.DistinguishedName -User (Get-User sync.delegate).Identity -ExtendedRights ms-Exch-EPI-May-Impersonate }
Get-MailboxDatabase | ForEach-Object { Get-ADPermission $_.DistinguishedName -User sync.delegate } | Format-Table Identity, ExtendedRights, Deny`,
  },
};
