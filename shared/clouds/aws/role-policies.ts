/** The IAM policies that Muster needs: those of the role that it takes in each account, and those of the login that takes it. */
import type { ResourceType } from '../resource-type.ts';
import { CHECK_PERMISSION, DIRECTORY_PERMISSIONS, SESSION_PERMISSIONS } from './session-policy.ts';
import { SURVEY_PERMISSIONS } from './survey/explorer-api.ts';
import { AWS_TYPES } from './types.generated.ts';

/** The most characters of a managed policy; white space does not count: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const MAX_POLICY_CHARACTERS = 6144;
/** The managed policies that a role takes unless its account's quota is raised. */
export const MAX_POLICIES = 10;
/** The difference is for the JSON around the actions. */
const MAX_ACTION_CHARACTERS = MAX_POLICY_CHARACTERS - 244;

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly { readonly Effect: 'Allow'; readonly Action: readonly string[]; readonly Resource: string }[];
}

export interface NamedPolicy {
  readonly name: string;
  /** `role`: the role that Muster takes in each account. `login`: the identity that takes it. */
  readonly attach_to: 'role' | 'login';
  readonly document: PolicyDocument;
}

/** The actions that reading these types needs, with those of a session itself and of the check of a connection, sorted. */
const readActionsOf = (types: readonly Pick<ResourceType, 'permissions'>[]): readonly string[] =>
  [
    ...new Set([...SESSION_PERMISSIONS, ...SURVEY_PERMISSIONS, CHECK_PERMISSION, ...types.flatMap(({ permissions }) => permissions)]),
  ].toSorted();

/** The actions that reading every registered type needs. */
export const READ_ACTIONS: readonly string[] = readActionsOf(AWS_TYPES);

/**
 * The actions in groups that each fit into one managed policy. The same actions make the same groups, in whatever order they come.
 * @throws RangeError if they need more policies than a role takes
 */
export function actionsByPolicy(actions: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let room = 0;
  for (const action of [...new Set(actions)].toSorted()) {
    const characters = action.length + '"",'.length;
    if (characters > room || groups.length === 0) {
      groups.push([]);
      room = MAX_ACTION_CHARACTERS;
    }
    groups.at(-1)?.push(action);
    room -= characters;
  }
  if (groups.length > MAX_POLICIES)
    throw new RangeError(
      `${actions.length} IAM actions need ${groups.length} managed policies, and a role takes ${MAX_POLICIES}; give the role fewer types.`,
    );
  return groups;
}

/** The policies as the stacks make them. @throws RangeError if a role takes no more of them */
export function policiesFor(
  types: readonly Pick<ResourceType, 'permissions'>[],
  { partition, roleName }: { readonly partition: string; readonly roleName: string },
): readonly NamedPolicy[] {
  const reads = actionsByPolicy(readActionsOf(types)).map((actions, index): NamedPolicy => ({
    name: `MusterRead${index + 1}`,
    attach_to: 'role',
    document: allowing(actions, '*'),
  }));
  return [
    ...reads,
    { name: 'MusterDirectory', attach_to: 'login', document: allowing(DIRECTORY_PERMISSIONS, '*') },
    { name: 'MusterTakeRole', attach_to: 'login', document: allowing(['sts:AssumeRole'], `arn:${partition}:iam::*:role/${roleName}`) },
  ];
}

const allowing = (actions: readonly string[], resource: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: actions, Resource: resource }],
});
