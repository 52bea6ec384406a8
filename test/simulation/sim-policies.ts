/** The policies of a simulation. Policies are removed and added again, and sometimes a policy file is broken. */
import type { CompiledPolicy } from '../../shared/policies/compile-policy.ts';
import type { Subject, Verdict } from '../../shared/policies/evaluation.ts';
import type { LoadedPolicies } from '../../shared/policies/policy-library.ts';
import type { Policy } from '../../shared/policies/policy.ts';
import { NETWORK, USER } from '../support/fake-cloud.ts';
import type { Scheduler } from './scheduler.ts';

const policyOf = (
  id: string,
  type: string,
  severity: Policy['severity'],
  judge: (content: number, subject: Subject) => Verdict['verdict'],
): CompiledPolicy => {
  const policy: Policy = {
    id,
    title: `What ${id} asks for`,
    description: 'For the simulation.',
    severity,
    resource_type: type,
    pass: 'true',
    remediation: { text: 'None.', cli: 'true' },
    references: [],
    frameworks: {},
    tests: [],
  };
  return {
    policy,
    content_hash: id,
    related_types: [],
    evaluate: (subject) =>
      'Policy' in subject.unread
        ? { verdict: 'unknown', reason: 'Policy could not be read.', permission: 'sim:GetPolicy' }
        : { verdict: judge(Number(subject.config['Content']), subject) },
    show: (subject) => ({ text: JSON.stringify({ content: subject.config['Content'] ?? null }) }),
  };
};

const SUBNETS = 'AWS::EC2::Subnet';

/** A policy that looks up other resources of the account. */
const networkUsed: CompiledPolicy = {
  ...policyOf('ec2.network-used', NETWORK.type, 'medium', () => 'pass'),
  related_types: [SUBNETS],
  evaluate: (_subject, { resources }) => {
    const subnets = resources.ofType(SUBNETS);
    if ('not_whole' in subnets) return { verdict: 'unknown', reason: subnets.not_whole };
    return { verdict: subnets.length > 0 ? 'pass' : 'fail' };
  },
};

const POLICIES: readonly CompiledPolicy[] = [
  networkUsed,
  policyOf('ec2.network-even', NETWORK.type, 'high', (content) => (content % 2 === 0 ? 'pass' : 'fail')),
  policyOf('ec2.network-tagged', NETWORK.type, 'low', (_content, { tags }) => (tags && Object.keys(tags).length > 0 ? 'pass' : 'fail')),
  policyOf('iam.user-fourth', USER.type, 'critical', (content, { resource_id }) =>
    resource_id.endsWith('0') ? 'not_applicable' : content % 4 === 0 ? 'fail' : 'pass',
  ),
];

/** The policy that scans select by its id; it is never removed. */
const ALWAYS_THERE = 'ec2.network-even';

/** The state of the policies from `at` until the next period. */
interface Period {
  readonly at: number;
  readonly gone: ReadonlySet<string>;
  readonly broken: boolean;
}

export class SimPolicies {
  readonly #scheduler: Scheduler;
  readonly #periods: Period[];

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
    this.#periods = [{ at: scheduler.now(), gone: new Set(), broken: false }];
  }

  readonly all = POLICIES;

  load(): LoadedPolicies {
    const { gone, broken } = this.#periods.at(-1)!;
    const policies = POLICIES.filter(({ policy }) => !gone.has(policy.id) || policy.id === ALWAYS_THERE);
    return { policies, problems: broken ? [{ file: 'broken.yaml', line: 1, column: 1, message: 'pass: is missing.' }] : [] };
  }

  change(gone: readonly string[], broken: boolean): void {
    this.#periods.push({ at: this.#scheduler.now(), gone: new Set(gone), broken });
  }

  /** Whether at some moment since `time` the policy was removed while no file was broken. */
  wasRemoved(policyId: string, time: number): boolean {
    return this.#periods.some(
      ({ gone, broken, at }, index) =>
        gone.has(policyId) && !broken && (this.#periods[index + 1]?.at ?? Infinity) > time && at <= this.#scheduler.now(),
    );
  }
}
