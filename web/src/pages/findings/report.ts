/** Makes a file of exactly the findings that the list shows: it reads the list page by page and writes them by the reports' own modules. */
import type { ReportFormat, ReportedPolicy } from '../../../../shared/reports/record.ts';
import { removedPolicy, reportedFinding, reportedPolicy, type ListedFinding } from '../../../../shared/reports/listed-findings.ts';
import { accountRecord } from '../../../../shared/exports/account-record.ts';
import { api, read } from '../../api/client.ts';
import { ApiProblem } from '../../api/problems.ts';
import { everyPage } from '../../api/every-page.ts';
import { apiQuery, type Filters, filtersText } from './filters.ts';

export const FORMATS = [
  { name: 'csv', label: 'CSV', help: 'for spreadsheets', mediaType: 'text/csv' },
  { name: 'json', label: 'JSON', help: 'one document', mediaType: 'application/json' },
  { name: 'ocsf', label: 'OCSF', help: 'events for a SIEM, one a line', mediaType: 'application/jsonl' },
] as const;
export type FormatName = (typeof FORMATS)[number]['name'];

/** Each format is loaded when somebody chooses it: the names of the controls of all frameworks come with OCSF. */
const LOADERS: Readonly<Record<FormatName, () => Promise<ReportFormat>>> = {
  csv: async () => (await import('../../../../shared/reports/csv.ts')).csv,
  json: async () => (await import('../../../../shared/reports/json.ts')).json,
  ocsf: async () => (await import('../../../../shared/reports/ocsf.ts')).ocsf,
};

/** The most that one answer holds. */
const PAGE = '500';

interface Asked {
  readonly format: FormatName;
  readonly filters: Filters;
  readonly version: string;
  readonly signal: AbortSignal;
  /** Called with the number of findings that were read so far. */
  readonly onProgress: (read: number) => void;
}

export interface Report {
  readonly parts: readonly string[];
  readonly mediaType: string;
  readonly name: string;
  readonly findings: number;
  /** Findings that are left out because the tags of their resources could not be read. */
  readonly leftOut: number;
}

/** @throws ApiProblem @throws the signal's reason */
export async function makeReport({ format, filters, version, signal, onProgress }: Asked): Promise<Report> {
  const { findings: report } = await LOADERS[format]();
  const init = { init: { signal } };
  const accounts = new Map<string, Account>();
  for await (const page of everyPage((cursor) => readAccounts(cursor, init)))
    for (const account of page.items) accounts.set(account.account_id, account);

  const policies = new Map<string, ReportedPolicy>();
  let count = 0;
  let leftOut = 0;
  async function* findings() {
    const query = { ...apiQuery(filters), include: 'resource' as const, limit: PAGE };
    for await (const page of everyPage((cursor) =>
      read(api.findings.$get({ query: { ...query, ...(cursor !== undefined && { cursor }) } }, init)),
    )) {
      leftOut += page.unread_tags ?? 0;
      for (const finding of page.items) {
        signal.throwIfAborted();
        if (!policies.has(finding.policy_id)) policies.set(finding.policy_id, await policyOf(finding, init));
        count += 1;
        yield reportedFinding(finding, accounts.get(finding.account_id)?.name ?? null);
      }
      onProgress(count);
    }
  }

  const scans = [...accounts.values()].flatMap(({ last_scan }) => last_scan?.at ?? []).toSorted();
  const parts: string[] = [];
  const content = {
    source: 'platform' as const,
    version,
    collected_at: scans.at(-1) ?? '1970-01-01T00:00:00.000Z',
    scope: filtersText(filters) || 'open findings of all accounts and policies',
    policies,
    findings,
    accounts: () => [...accounts.values()].map((account) => accountRecord(account, account.resource_counts ?? {})),
    coverage: undefined,
    resources: undefined,
  };
  for await (const text of report.text(content)) parts.push(text);
  signal.throwIfAborted();
  const mediaType = FORMATS.find(({ name }) => name === format)?.mediaType ?? 'text/plain';
  return { parts, mediaType, name: report.name, findings: count, leftOut };
}

type Init = { readonly init: { readonly signal: AbortSignal } };
type Account = Awaited<ReturnType<typeof readAccounts>>['items'][number];

const readAccounts = (cursor: string | undefined, init: Init) =>
  read(api.accounts.$get({ query: { limit: PAGE, ...(cursor !== undefined && { cursor }) } }, init));

async function policyOf(finding: ListedFinding, init: Init): Promise<ReportedPolicy> {
  try {
    const policy = await read(api.policies[':policy_id'].$get({ param: { policy_id: finding.policy_id }, query: {} }, init));
    return reportedPolicy(policy, undefined);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return removedPolicy(finding);
    throw error;
  }
}
