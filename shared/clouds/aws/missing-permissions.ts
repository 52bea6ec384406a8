/** Asks IAM which permissions a role or user lacks, without making the calls that need them. */
import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { classifyError } from './classify-error.ts';
import { createTargetClient, type CredentialProvider, INTERACTIVE } from './clients.ts';
import type { Door } from './exchange.ts';
import { globalRegionOf, partitionOf } from './regions.ts';

export interface AskedPrincipal {
  /** The ARN of the role or user whose policies are evaluated. */
  readonly principal: string;
  /** Credentials in the principal's account that may call `iam:SimulatePrincipalPolicy`. */
  readonly credentials: CredentialProvider;
  readonly homeRegion: string;
  readonly door: Door;
}

/** The most actions of one call. */
const ACTIONS_A_CALL = 100;

/**
 * The permissions that the principal's policies and its organization's policies do not allow, sorted; undefined if IAM does not tell, because
 * the login may not ask it or the principal's ARN is not known whole.
 * @throws CloudError if IAM does not answer
 */
export async function missingPermissions(
  { principal, credentials, homeRegion, door }: AskedPrincipal,
  permissions: readonly string[],
): Promise<readonly string[] | undefined> {
  const region = globalRegionOf(partitionOf(homeRegion));
  const client = createTargetClient(IAMClient, { region, credentials, door, retryLimits: { ...INTERACTIVE, attempts: 5 } });
  const actions = [...new Set(permissions)].toSorted();
  const missing: string[] = [];
  try {
    for (let at = 0; at < actions.length; at += ACTIONS_A_CALL) {
      const ActionNames = actions.slice(at, at + ACTIONS_A_CALL);
      const { EvaluationResults = [] } = await client.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn: principal, ActionNames }));
      const decided = new Map(EvaluationResults.map(({ EvalActionName, EvalDecision }) => [EvalActionName, EvalDecision]));
      // An answer that leaves an action out tells nothing of it.
      if (ActionNames.some((action) => !decided.has(action))) return undefined;
      missing.push(...ActionNames.filter((action) => decided.get(action) !== 'allowed'));
    }
    return missing;
  } catch (error) {
    const classed = classifyError(error, {
      service: 'iam',
      region,
      permission: 'iam:SimulatePrincipalPolicy',
      loginWorks: true,
      regionEnabled: true,
    });
    const { class: errorClass } = classed.details;
    if (errorClass === 'denied' || errorClass === 'invalid') return undefined;
    throw classed;
  } finally {
    client.destroy();
  }
}

/** `arn:aws:sts::1:assumed-role/Name/session` → `arn:aws:iam::1:role/Name`: without the role's path, which the session's ARN does not tell. */
export const principalOf = (arn: string): string => arn.replace(/^(arn:[^:]+):sts::(\d+):assumed-role\/([^/]+)\/.*$/, '$1:iam::$2:role/$3');
