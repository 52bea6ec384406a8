/** Which application permissions of Microsoft Graph stand in for others. https://learn.microsoft.com/graph/permissions-reference */

/** Permissions that the read of the whole directory includes. */
const IN_DIRECTORY = [
  'Application.Read.All',
  'Domain.Read.All',
  'GroupMember.Read.All',
  'GroupSettings.Read.All',
  'RoleManagement.Read.Directory',
  'User.Read.All',
];

/** Permissions that include the one, besides that to write the same. */
const BROADER: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(IN_DIRECTORY.map((permission) => [permission, ['Directory.Read.All', 'Directory.ReadWrite.All']])),
  'GroupMember.Read.All': ['Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
};

/** Whether an application that was granted these permissions may do what the permission allows. */
export const isGranted = (granted: readonly string[], permission: string): boolean =>
  [permission, permission.replace('.Read.', '.ReadWrite.'), ...(BROADER[permission] ?? [])].some((each) => granted.includes(each));
