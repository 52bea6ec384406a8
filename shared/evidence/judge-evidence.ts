/** Judges all resources of a source by the policies of a framework, and keeps every verdict. */
import { isWhole, whySkipped, WHOLE_ACCOUNT } from '../inventory/whole-slices.ts';
import { type AccountGroup, accountGroupOf, type AccountId } from '../ids.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import { policiesForAccount } from '../policies/policies-for-account.ts';
import type { VerdictName } from '../policies/policy.ts';
import { readableUid } from '../readable-ids.ts';
import { typeNamed } from '../registry.ts';
import { CollectedResources } from '../run/collected-resources.ts';
import { judgeAccount, judgedTypes } from '../run/judge-account.ts';
import type { Slice } from '../inventory/slice-runner.ts';
import type { PolicyResult } from '../scan/model.ts';
import { evidenceOf } from '../scan/finding-view.ts';
import { addExample, countAccount, type GrowingResult, noResult } from '../scan/growing-result.ts';
import type { Judged } from '../scan/verdicts.ts';
import { UnreadAccounts } from '../api/unread-accounts.ts';
import type { EvidenceSource, FindingNote, SeenSlice } from './source.ts';

/** One resource's verdict by one policy. */
export interface EvidenceRow {
  readonly policy_id: string;
  readonly policy_title: string;
  readonly severity: string;
  readonly account_id: string;
  readonly region: string;
  readonly type: string;
  readonly resource_name: string | null;
  readonly native_id: string | null;
  /** The readable id of the resource. */
  readonly id: string;
  /** `suppressed`: it fails, and its finding is suppressed. */
  readonly verdict: VerdictName | 'suppressed';
  /** Why the verdict is unknown. */
  readonly reason: string | null;
  readonly missing_permission: string | null;
  /** The evidence of the failure. */
  readonly evidence: unknown;
  readonly suppression_reason: string | null;
  readonly suppression_author: string | null;
  readonly suppression_until: string | null;
  /** When the finding was opened, if a scan has stored it. */
  readonly opened_at: string | null;
  /** When the resource was observed. */
  readonly observed_at: string;
}

/** A slice that was not seen whole. Type and segment are `*` if nothing of the account was read. */
export interface NotSeen {
  readonly account_id: string;
  readonly segment: string;
  readonly type: string;
  /** `never` if it was never read. */
  readonly outcome: string;
  readonly error: string | null;
}

export interface EvidenceSink {
  row(row: EvidenceRow): Promise<void>;
  notSeen(slice: NotSeen): Promise<void>;
}

/** The reason of an account that no inventory has read, or of which the inventory read other types. */
const NOTHING_READ = 'Nothing that the policies judge was read.';

export interface JudgedEvidence {
  readonly results: Readonly<Record<string, PolicyResult>>;
  readonly accounts: Readonly<Partial<Record<AccountGroup, number>>>;
  readonly unread: UnreadAccounts;
}

/** `folder`: an existing folder for temporary files. */
export async function judgeEvidence(
  source: EvidenceSource,
  policies: readonly CompiledPolicy[],
  sink: EvidenceSink,
  folder: string,
): Promise<JudgedEvidence> {
  const results = new Map(policies.map(({ policy }) => [policy.id, noResult(source.collected_at)]));
  const accounts: Partial<Record<AccountGroup, number>> = {};
  const unread = new UnreadAccounts();
  const types = judgedTypes(policies);
  for await (const account of source.accounts()) {
    const { account_id } = account;
    const group = accountGroupOf(account_id);
    const ofAccount = policiesForAccount(policies, account_id);
    if (ofAccount.length === 0) continue;
    accounts[group] = (accounts[group] ?? 0) + 1;
    const slices: SeenSlice[] = [];
    let failed: SeenSlice | undefined;
    for await (const slice of account.slices()) {
      if (slice.type === WHOLE_ACCOUNT) failed = slice;
      else if (types.has(slice.type)) slices.push(slice);
    }
    await tellNotSeen(account_id, slices, failed, sink);
    if (failed) unread.add(account_id, failed.message);
    else if (slices.length === 0) unread.add(account_id, NOTHING_READ);
    for (const { policy } of ofAccount)
      countAccount(
        results.get(policy.id)!,
        account_id,
        slices.filter(({ type }) => type === policy.resource_type),
      );
    if (slices.length === 0) continue;
    const notes = new Map<string, FindingNote>();
    for await (const [id, note] of account.findings()) notes.set(id, note);
    const resources = new CollectedResources(folder, slices.flatMap(sliceOf));
    const observedAt = (type: string, segment: string): string =>
      slices.find((slice) => slice.type === type && slice.segment === segment)?.complete_at ?? source.collected_at;
    try {
      const seen = new Set(slices.map(({ type }) => type));
      for await (const subject of account.resources(seen)) if (seen.has(subject.type)) await resources.add(subject);
      for (const slice of slices) for (const known of sliceOf(slice)) resources.ended(known, slice.outcome ?? 'partial', timeOf(slice));
      await judgeAccount(ofAccount, resources, Date.parse(source.collected_at), async (judged) => {
        const row = rowOf(judged, notes.get(judged.finding_id), observedAt(judged.subject.type, judged.subject.segment));
        count(results.get(row.policy_id)!, row, judged.resource_uid);
        await sink.row(row);
      });
    } finally {
      await resources.close();
    }
  }
  return { results: Object.fromEntries([...results].filter(([, { accounts: seen }]) => seen > 0)), accounts, unread };
}

function count(result: GrowingResult, { verdict, reason, missing_permission }: EvidenceRow, resource_uid: string): void {
  if (verdict === 'suppressed') {
    result.fail += 1;
    result.suppressed += 1;
  } else result[verdict] += 1;
  if (verdict === 'unknown')
    addExample(result, { resource_uid, reason: reason ?? '', ...(missing_permission !== null && { permission: missing_permission }) });
}

/** `failed` stands for an account whose newest inventory failed, and says why. */
async function tellNotSeen(
  account_id: AccountId,
  slices: readonly SeenSlice[],
  failed: SeenSlice | undefined,
  sink: EvidenceSink,
): Promise<void> {
  if (slices.length === 0 && !failed) await sink.notSeen({ account_id, segment: '*', type: '*', outcome: 'never', error: NOTHING_READ });
  for (const { segment, type, outcome, error, complete_at } of failed ? [failed, ...slices] : slices) {
    if (isWhole(outcome)) continue;
    const why = outcome === 'skipped' ? whySkipped(complete_at) : error;
    await sink.notSeen({ account_id, segment, type, outcome: outcome ?? 'never', error: why });
  }
}

/** Empty if this version does not know the type. */
function sliceOf({ type, segment }: SeenSlice): readonly Slice[] {
  const known = typeNamed(type);
  return known ? [{ type: known, segment }] : [];
}

const timeOf = ({ complete_at }: SeenSlice): number | undefined => (complete_at === null ? undefined : Date.parse(complete_at));

function rowOf(
  { policy: { policy }, subject, resource_uid, verdict }: Judged,
  note: FindingNote | undefined,
  observed_at: string,
): EvidenceRow {
  const { suppression } = note ?? {};
  const isSuppressed = verdict.verdict === 'fail' && suppression !== undefined;
  const textOf = (name: string): string | null => {
    const value = isSuppressed ? suppression[name] : undefined;
    return typeof value === 'string' ? value : null;
  };
  return {
    policy_id: policy.id,
    policy_title: policy.title,
    severity: policy.severity,
    account_id: subject.account_id,
    region: subject.region,
    type: subject.type,
    resource_name: subject.name,
    native_id: subject.native_id,
    id: readableUid(resource_uid),
    verdict: isSuppressed ? 'suppressed' : verdict.verdict,
    reason: verdict.reason ?? null,
    missing_permission: verdict.permission ?? null,
    evidence: evidenceOf(verdict) ?? null,
    suppression_reason: textOf('reason'),
    suppression_author: textOf('author'),
    suppression_until: textOf('until'),
    opened_at: verdict.verdict === 'fail' ? (note?.opened_at ?? null) : null,
    observed_at,
  };
}
