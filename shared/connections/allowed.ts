/** The roles and secrets that the connections of a deployment may name: those that its own role may take and read. */
import type { ConnectionSettings } from '../clouds/connection.ts';
import type { ProviderFacts } from '../clouds/provider.ts';
import { parseReference } from '../clouds/secret-reference.ts';
import { InvalidRequest } from '../errors.ts';
import { starMatcher } from '../star-matcher.ts';

export interface Allowed {
  /** The names of the roles that the deployment may assume; undefined: any. */
  readonly roleNames: readonly string[] | undefined;
  /** The ARNs of the secrets that it may read, in which `*` stands for any text; undefined: any. */
  readonly secrets: readonly string[] | undefined;
  /**
   * Whether a secret may be in a variable of the environment, and a login may be the machine's own: only on a person's own machine, because a
   * deployment's variables hold its own credentials.
   */
  readonly variables: boolean;
}

/**
 * Refuses a login of the machine itself, a role that the deployment may not assume and a secret that it may not read: its accounts would all be denied, and the members be
 * blamed.
 * @throws InvalidRequest naming the setting
 */
export function checkAllowed(
  { ownMachineOnly }: Pick<ProviderFacts, 'ownMachineOnly'>,
  settings: ConnectionSettings,
  { roleNames, secrets, variables }: Allowed,
): void {
  const ofMachine = variables ? undefined : ownMachineOnly?.(settings);
  if (ofMachine) {
    const field = ofMachine.setting === undefined ? 'settings' : `settings.${ofMachine.setting}`;
    throw new InvalidRequest(field, `${field}: ${ofMachine.message}.`);
  }
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value !== 'string') continue;
    const role = /^arn:aws[a-z-]*:iam::\d{12}:role\/(.+)$/.exec(value)?.[1] ?? (name === 'role_name' ? value : undefined);
    if (role !== undefined && roleNames && !roleNames.includes(role)) {
      throw new InvalidRequest(
        `settings.${name}`,
        `settings.${name}: this deployment may not assume roles of the name ${JSON.stringify(role)}; allowed are ${roleNames.join(', ')}. To allow another, deploy with the context value muster:role-names.`,
        roleNames,
      );
    }
    const reference = parseReference(value);
    if (reference?.store === 'environment') {
      if (variables) continue;
      throw new InvalidRequest(
        `settings.${name}`,
        `settings.${name}: a deployment reads no secret from a variable of its environment; store it in Secrets Manager or Systems Manager and give its ARN.`,
      );
    }
    if (reference && secrets && !secrets.some((pattern) => matches(pattern, reference.arn))) {
      throw new InvalidRequest(
        `settings.${name}`,
        `settings.${name}: this deployment may not read ${reference.arn}; allowed are ${secrets.join(', ')}. Give the secret a name that begins with muster/, or deploy with the context value muster:secrets.`,
        secrets,
      );
    }
  }
}

/** Whether the ARN is one that the pattern of an IAM policy names. */
const matches = (pattern: string, arn: string): boolean => starMatcher(pattern.split('*'))(arn);
