/** Counts of one resource type while its policies are evaluated; what they come to if it was evaluated whole. */
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import type { FindingStatus, PolicyResult } from './model.ts';
import type { ScanIdentity } from './finding-repository.ts';
import type { Judged } from './verdicts.ts';

type Unknown = PolicyResult['unknowns'][number];

/** Of examples of one policy, as JSON: a row holds the results of hundreds of policies and DynamoDB limits it to 400 KB. */
const UNKNOWNS_CHARACTERS = 1_500;
const MAX_REASON = 300;

interface PolicyTally {
  pass: number;
  fail: number;
  unknown: number;
  not_applicable: number;
  /** Failed ones. */
  suppressed: number;
  readonly unknowns: Map<string, Unknown>;
  room: number;
}

export class TypeTally {
  evaluated = 0;
  /** Whatever their newest verdict is. */
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

  /** `status`: of the finding, once the verdict is stored. */
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

  /** `isWhole`: the inventory has seen every slice of the type. */
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

/** The first resource of each reason, as long as there is room. */
function addExample(tally: PolicyTally, { resource_uid, verdict }: Judged): void {
  const reason = (verdict.reason ?? '').slice(0, MAX_REASON);
  if (tally.unknowns.has(reason)) return;
  const example: Unknown = { resource_uid, reason, ...(verdict.permission !== undefined && { permission: verdict.permission }) };
  const size = JSON.stringify(example).length;
  if (size > tally.room) return;
  tally.room -= size;
  tally.unknowns.set(reason, example);
}
