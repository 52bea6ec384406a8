/** The IAM policies that Muster needs: those of the role that it takes in each account, and those of the login that takes it. */
import type { ResourceType } from '../resource-type.ts';
import { CHECK_PERMISSION, DIRECTORY_PERMISSIONS, SESSION_PERMISSIONS } from './session-policy.ts';
import { AWS_TYPES } from './types.generated.ts';

/** A managed policy holds 6,144 characters; the difference is for the JSON around the actions. */
const MAX_ACTION_CHARACTERS = 5900;

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
  [...new Set([...SESSION_PERMISSIONS, CHECK_PERMISSION, ...types.flatMap(({ permissions }) => permissions)])].toSorted((a, b) =>
    a.localeCompare(b),
  );

/** The actions that reading every registered type needs. */
export const READ_ACTIONS: readonly string[] = readActionsOf(AWS_TYPES);

/** The actions in groups that each fit into one managed policy. */
export function actionsByPolicy(actions: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let room = 0;
  for (const action of actions) {
    const characters = action.length + '"",'.length;
    if (characters > room || groups.length === 0) {
      groups.push([]);
      room = MAX_ACTION_CHARACTERS;
    }
    groups.at(-1)?.push(action);
    room -= characters;
  }
  return groups;
}

/** The policies as the stacks make them. A role takes 10 managed policies unless its account's quota is raised. */
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
