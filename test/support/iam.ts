/** Simulates requests against IAM policies, as IAM evaluates them: `@cloud-copilot/iam-simulate` on AWS's own list of actions. */
import { runSimulation } from '@cloud-copilot/iam-simulate';

export interface IamRequest {
  readonly action: string;
  /** An ARN, or `*` for every resource. */
  readonly resource?: string;
  /** ARN of the role that calls, or of its session. */
  readonly principal?: string;
  /** Condition keys of the request. */
  readonly context?: Readonly<Record<string, string | string[]>>;
}

export interface IamPolicies {
  readonly identity: readonly object[];
  readonly session?: object;
  /** The trust policy of the role that is taken, or another policy of the resource. */
  readonly resource?: object;
}

/** The account of every resource that is asked for. */
export const TARGET_ACCOUNT = '123456789012';

/** Whether IAM allows the request. @throws Error if it knows no such action, or if a policy is malformed */
export async function allows(policies: IamPolicies, request: IamRequest): Promise<boolean> {
  const { action, resource = '*', principal = `arn:aws:iam::${TARGET_ACCOUNT}:role/MusterReadRole`, context = {} } = request;
  const answer = await runSimulation(
    {
      request: { principal, action, resource: { resource, accountId: TARGET_ACCOUNT }, contextVariables: { ...context } },
      identityPolicies: policies.identity.map((policy, index) => ({ name: `policy ${index}`, policy })),
      sessionPolicy: policies.session,
      resourcePolicy: policies.resource,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (answer.resultType === 'error') throw new Error(`${action} on ${resource}: ${JSON.stringify(answer.errors)}`);
  return answer.overallResult === 'Allowed';
}

/** Whether IAM has the action: every action of a policy must be one, or AWS refuses it or it grants nothing. */
export async function isIamAction(action: string): Promise<boolean> {
  const answer = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${TARGET_ACCOUNT}:role/MusterReadRole`,
        action,
        resource: { resource: '*', accountId: TARGET_ACCOUNT },
        contextVariables: {},
      },
      identityPolicies: [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  return answer.resultType !== 'error';
}
