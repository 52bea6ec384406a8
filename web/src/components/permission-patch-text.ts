/** Writes what somebody has to paste into a cloud so that reads which lacked permissions succeed. `muster permissions` prints all that a login needs. */
import { DATA_ACTIONS } from '../../../shared/clouds/azure/login-actions.ts';
import { domainRoleOf, grantOf, statementOf } from '../../../shared/clouds/oci/access/permission-text.ts';

export interface Patch {
  /** Says where the text is to be pasted. */
  readonly where: string;
  readonly text: string;
}

const sorted = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted();

const indented = (value: unknown): string => JSON.stringify(value, null, 2);

/** @param provider of the accounts that lack the permissions, such as `aws` */
export function permissionPatches(provider: string, permissions: readonly string[]): readonly Patch[] {
  const wanted = sorted(permissions);
  if (wanted.length === 0) return [];
  if (provider === 'aws') return [awsPatch(wanted)];
  if (provider === 'azure') return azurePatches(wanted);
  if (provider === 'oci') return ociPatches(wanted);
  return [{ where: 'Give the login these permissions:', text: wanted.join('\n') }];
}

const awsPatch = (actions: readonly string[]): Patch => ({
  where: 'Add this as an inline policy to the role that Muster takes in the account:',
  text: indented({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] }),
});

/** Actions have a path, `Microsoft.Storage/storageAccounts/read`; permissions of Microsoft Graph have none: `User.Read.All`. */
function azurePatches(permissions: readonly string[]): readonly Patch[] {
  const graph = permissions.filter((each) => !each.includes('/'));
  const dataActions = permissions.filter((each) => DATA_ACTIONS.includes(each));
  const actions = permissions.filter((each) => each.includes('/') && !dataActions.includes(each));
  const roles =
    actions.length + dataActions.length === 0
      ? []
      : [
          {
            where: 'Add these to a custom role of the application, on the subscription or a management group above it:',
            text: indented({ Actions: actions, DataActions: dataActions }),
          },
        ];
  const consents =
    graph.length === 0
      ? []
      : [{ where: 'Give the application these permissions of Microsoft Graph, with consent of an administrator:', text: graph.join('\n') }];
  return [...roles, ...consents];
}

function ociPatches(permissions: readonly string[]): readonly Patch[] {
  const statements = permissions.flatMap((each) => {
    const grant = grantOf(each);
    return grant ? [statementOf(grant, 'group muster', 'tenancy')] : [];
  });
  const roles = permissions.flatMap((each) => domainRoleOf(each) ?? []);
  const others = permissions.filter((each) => !grantOf(each) && domainRoleOf(each) === undefined);
  const patches = [
    { where: 'Add these statements to a policy of the tenancy; write your own group for muster:', lines: statements },
    { where: 'Give the login these roles in the identity domain:', lines: roles },
    { where: 'Give the login these permissions:', lines: others },
  ];
  return patches.flatMap(({ where, lines }) => (lines.length === 0 ? [] : [{ where, text: lines.join('\n') }]));
}
