/** Judges resources by a policy that is not stored, for its author to see what it would find. */
import { type AccountId, resourceUid, type ResourceUid } from '../ids.ts';
import type { AccountResources, Subject } from './evaluation.ts';
import { type Case, judge } from './judge.ts';
import { loadPolicy } from './load-policy.ts';
import { type VerdictName, VERDICTS } from './policy.ts';
import type { CompiledPolicy } from './compile-policy.ts';

type TypeResources = ReturnType<AccountResources['ofType']>;

/** The resources of one account. */
export interface TrialAccount {
  readonly account_id: AccountId;
  readonly judged: readonly {
    readonly subject: Subject;
    /** When it was observed, in milliseconds since 1970. */
    readonly observedAt: number;
  }[];
  /** The resources of each type that the policy looks up. */
  readonly related: Readonly<Record<string, TypeResources>>;
}

export interface TrialRequest {
  readonly text: string;
  readonly accounts: readonly TrialAccount[];
  /** The most examples of each verdict. */
  readonly mostExamples: number;
}

export interface TrialExample {
  readonly resource_uid: ResourceUid;
  readonly account_id: AccountId;
  readonly name: string | null;
  /** Why the verdict is unknown. */
  readonly reason?: string;
  readonly permission?: string;
  /** Shows what failed, as canonical JSON. */
  readonly evidence?: string;
  /** Why a verdict `fail` shows nothing although the policy says what to show. */
  readonly evidence_problem?: string;
}

export interface Trial {
  readonly counts: Readonly<Record<VerdictName, number>>;
  readonly examples: Readonly<Record<VerdictName, readonly TrialExample[]>>;
}

/** @throws Error if the text is no policy that can be used: it was checked before */
export async function triedPolicy({ text, accounts, mostExamples }: TrialRequest): Promise<Trial> {
  const loaded = await loadPolicy('policy.yaml', text);
  if ('problems' in loaded) throw new Error('A policy that cannot be used cannot be tried.');
  const counts = byVerdict(() => 0);
  const examples = byVerdict((): TrialExample[] => []);
  for (const account of accounts) {
    const cases = casesOf(account, loaded.compiled);
    for (const [at, { verdict: given, evidence_problem }] of judge(cases, new Map()).entries()) {
      const { verdict, ...why } = given;
      counts[verdict] += 1;
      const { account_id, type, segment, resource_id, name } = cases[at]!.subject;
      const resource_uid = resourceUid(account_id, type, segment, resource_id);
      if (examples[verdict].length < mostExamples)
        examples[verdict].push({ resource_uid, account_id, name, ...why, ...(evidence_problem !== undefined && { evidence_problem }) });
    }
  }
  return { counts, examples };
}

function casesOf({ judged, related }: TrialAccount, policy: CompiledPolicy): readonly Case[] {
  // One object for all cases of the account: policies index what they look up by it.
  const resources: AccountResources = { ofType: (type) => related[type] ?? { not_whole: `${type} was not read for this trial.` } };
  return judged.map(({ subject, observedAt }) => ({ policy, subject, context: { now: observedAt, resources } }));
}

const byVerdict = <T>(make: () => T): Record<VerdictName, T> =>
  // The entries have the names of `VERDICTS`, which their type does not keep.
  Object.fromEntries(VERDICTS.map((verdict) => [verdict, make()])) as Record<VerdictName, T>;
