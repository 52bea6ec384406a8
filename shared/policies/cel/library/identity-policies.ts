/** The policies that an IAM user, role or group has: attached, inline, and those of its groups. */
import { NotKnown, type Run } from '../run.ts';
import { unwrapped } from '../maps.ts';
import { resourceById } from './relations.ts';
import { unknownMap } from './unknown-members.ts';
import { viewOf } from './views.ts';

export const MANAGED_POLICY = 'AWS::IAM::ManagedPolicy';
export const GROUP = 'AWS::IAM::Group';

export interface IdentityPolicy {
  /** `{'attached policy': 'arn:…'}`, `{'inline policy': 'deploy'}`, with `group` for one of a group. */
  readonly name: Readonly<Record<string, string>>;
  /** Its document. One that could not be read throws NotKnown when something reads it. */
  readonly document: unknown;
}

const INLINE = ['UserPolicyList', 'RolePolicyList', 'GroupPolicyList'];

type Config = Readonly<Record<string, unknown>>;

/** AWS never changes this document, and has it under this name in every partition. */
const ADMINISTRATOR_ACCESS = /^arn:[^:]+:iam::aws:policy\/AdministratorAccess$/;
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** The policies of the run's subject. */
export function identityPolicies(run: Run): readonly IdentityPolicy[] {
  const { config } = viewOf(run.subject!);
  const groups = listed(
    () => config['GroupList'],
    {},
    (name) => {
      const group = { group: String(name) };
      return known(() => policiesOf(run, resourceById(run, GROUP, String(name)).config, group), group);
    },
  );
  return [...policiesOf(run, config, {}), ...groups];
}

function policiesOf(run: Run, config: Config, of: IdentityPolicy['name']): readonly IdentityPolicy[] {
  const attached = listed(
    () => config['AttachedManagedPolicies'],
    of,
    (each) => {
      const arn = String((each as Config)['PolicyArn']);
      const name = { ...of, 'attached policy': arn };
      return known(() => [{ name, document: documentOf(run, arn) }], name);
    },
  );
  const inline = INLINE.flatMap((field) =>
    listed(
      () => config[field],
      of,
      (each) => {
        const { PolicyName, PolicyDocument } = each as Config;
        return [{ name: { ...of, 'inline policy': String(PolicyName) }, document: PolicyDocument }];
      },
    ),
  );
  return [...attached, ...inline];
}

function documentOf(run: Run, arn: string): unknown {
  if (ADMINISTRATOR_ACCESS.test(arn)) return EVERYTHING;
  const version = resourceById(run, MANAGED_POLICY, arn).config['DefaultVersion'] as Config | null | undefined;
  return version?.['Document'] ?? null;
}

/** The policies of each element of a list that may be absent. */
const listed = (
  list: () => unknown,
  of: IdentityPolicy['name'],
  policies: (element: unknown) => readonly IdentityPolicy[],
): readonly IdentityPolicy[] => known(() => ((unwrapped(list()) ?? []) as readonly unknown[]).flatMap(policies), of);

/** One policy of which nothing is known in place of those that cannot be told. */
function known(policies: () => readonly IdentityPolicy[], name: IdentityPolicy['name']): readonly IdentityPolicy[] {
  try {
    return policies();
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
    return [{ name, document: unknownMap(error) }];
  }
}
