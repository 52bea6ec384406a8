/** Counts the verdicts of one resource type while its policies are evaluated. */
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import type { FindingStatus, PolicyResult } from './model.ts';
import type { ScanIdentity } from './finding-repository.ts';
import type { Judged } from './verdicts.ts';

type Unknown = PolicyResult['unknowns'][number];

/** Characters, as JSON, of one policy's examples of unknown verdicts. A row holds hundreds of policies and may have 400 KB in DynamoDB. */
const UNKNOWNS_CHARACTERS = 1_500;
/** Characters of an example's reason. */
const MAX_REASON = 300;

interface PolicyTally {
  pass: number;
  fail: number;
  unknown: number;
  not_applicable: number;
  /** Failed resources whose finding is suppressed. */
  suppressed: number;
  /** Examples by reason. */
  readonly unknowns: Map<string, Unknown>;
  /** Characters that are left for more examples. */
  room: number;
}

export class TypeTally {
  evaluated = 0;
  /** Resources whose finding is suppressed, with any verdict. */
  suppressed = 0;
  readonly missingPermissions = new Set<string>();
  readonly #byPolicy: ReadonlyMap<string, PolicyTally>;

  constructor(policies: readonly CompiledPolicy[]) {
    this.#byPolicy = new Map(
      policies.map(({ policy }) => [
        policy.id,
        { pass: 0, fail: 0, unknown: 0, not_applicable: 0, suppressed: 0, unknowns: new Map(), room: UNKNOWNS_CHARACTERS },
      ]),
    );
  }

  /** `status`: the finding's status after the verdict was stored; undefined if there is no finding. */
  add(judged: Judged, status: FindingStatus | undefined): void {
    const { verdict, permission } = judged.verdict;
    const tally = this.#byPolicy.get(judged.policy.policy.id)!;
    this.evaluated += 1;
    tally[verdict] += 1;
    if (status === 'suppressed') this.suppressed += 1;
    if (status === 'suppressed' && verdict === 'fail') tally.suppressed += 1;
    if (permission !== undefined) this.missingPermissions.add(permission);
    if (verdict === 'unknown') addExample(tally, judged);
  }

  total(verdict: 'pass' | 'fail' | 'unknown' | 'not_applicable'): number {
    return [...this.#byPolicy.values()].reduce((sum, tally) => sum + tally[verdict], 0);
  }

  /** The results by policy. `isWhole`: whether the inventory of the type is whole. */
  results({ observed_at, job_id }: ScanIdentity, isWhole: boolean): Readonly<Record<string, PolicyResult>> {
    return Object.fromEntries(
      [...this.#byPolicy].map(([id, { pass, fail, unknown, not_applicable, suppressed, unknowns }]) => [
        id,
        {
          pass,
          fail,
          unknown,
          not_applicable,
          suppressed,
          ...(!isWhole && { not_whole: 1 }),
          evaluated_at: observed_at,
          job_id,
          unknowns: [...unknowns.values()],
        },
      ]),
    );
  }
}

/** Keeps the first resource for each reason, as long as there is room. */
function addExample(tally: PolicyTally, { resource_uid, verdict }: Judged): void {
  const reason = (verdict.reason ?? '').slice(0, MAX_REASON);
  if (tally.unknowns.has(reason)) return;
  const example: Unknown = { resource_uid, reason, ...(verdict.permission !== undefined && { permission: verdict.permission }) };
  const size = JSON.stringify(example).length;
  if (size > tally.room) return;
  tally.room -= size;
  tally.unknowns.set(reason, example);
}
