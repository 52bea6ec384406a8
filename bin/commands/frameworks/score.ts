/** Scores a framework on this machine, resource by resource, and writes the evidence. */
import { type AccountSelector, parseAccountSelector, type SelectableAccount } from '../../../shared/connections/account-selector.ts';
import { nearestSelectors } from '../../../shared/connections/select-accounts.ts';
import { InvalidRequest } from '../../../shared/errors.ts';
import { placeFolder } from '../../../shared/exports/place-folder.ts';
import { TemporaryFolder } from '../../../shared/exports/temporary-folder.ts';
import { type Export, openExport } from '../../../shared/exports/read-export.ts';
import { exportSource } from '../../../shared/evidence/export-source.ts';
import { writeEvidence } from '../../../shared/evidence/write-evidence.ts';
import type { AccountId } from '../../../shared/ids.ts';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import { frameworkNamed, frameworks } from '../../../shared/policies/frameworks.ts';
import { suggestion } from '../../../shared/validation/nearest.ts';
import type { ApiClient } from '../api-client.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import type { Account, Framework } from '../shapes.ts';
import { platformPolicies, platformSource } from './platform-source.ts';

export interface ScoreOptions {
  /** Ids and selectors of accounts; undefined for all. */
  readonly account: readonly string[] | undefined;
  /** The folder of an export; undefined for the platform. */
  readonly from: string | undefined;
  /** The new folder; undefined if only the score is wanted. */
  readonly evidence: string | undefined;
}

/** @throws CommandError, BadExport, NotWritten */
export async function scoreWith(api: ApiClient, id: string, { account, from, evidence }: ScoreOptions): Promise<Framework> {
  const framework = frameworkNamed(id);
  if (!framework) {
    const ids = frameworks().map((each) => each.id);
    throw new CommandError(`There is no framework ${id}; there are ${ids.join(', ')}.${suggestion(id, ids)}`, EXIT.refused);
  }
  const exported = from === undefined ? undefined : await openExport(from);
  const only = account && (exported ? await selectedIn(exported, account) : await selectedBy(api, account));
  const source = exported ? exportSource(exported, only) : platformSource(api, id, new Date().toISOString(), only);
  const policies = from === undefined ? await platformPolicies(api, id, builtInPolicies()) : builtInPolicies();
  const write = async (folder: string) => await writeEvidence(source, framework, policies, folder);
  const score = evidence === undefined ? await inTemporary(write) : await placeFolder(evidence, write);
  const [first] = only ?? [];
  return { ...score, ...(only && first && (only.size === 1 ? { account_id: first } : { selected_accounts: only.size })) };
}

/** The accounts of the platform that are selected. */
async function selectedBy(api: ApiClient, written: readonly string[]): Promise<ReadonlySet<AccountId>> {
  const ids = new Set<AccountId>();
  for await (const { account_id } of api.list<Account>('accounts', { account_id: written })) ids.add(account_id);
  return ids;
}

/** @throws CommandError for a text that is no selector */
function parsed(text: string): AccountSelector {
  try {
    return parseAccountSelector(text, '--account');
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    throw new CommandError(error.message, EXIT.refused, { cause: error });
  }
}

/** The accounts of the export that are selected. @throws CommandError for a selector that selects none of them */
async function selectedIn(exported: Export, written: readonly string[]): Promise<ReadonlySet<AccountId>> {
  const selectors = written.map(parsed);
  const accounts: SelectableAccount[] = [];
  for await (const { account_id, name, connection_id, organizational_unit: unit, tags } of exported.records('accounts'))
    accounts.push({
      account_id,
      name: name ?? '',
      connection_id: connection_id ?? '',
      ...(unit !== null && { organizational_unit: unit }),
      ...(tags && { tags }),
    });
  for (const selector of selectors) {
    if (accounts.some((account) => selector.matches(account))) continue;
    const what =
      selector.kind === 'id' ? `has no account ${selector.id}` : `has no account that ${JSON.stringify(selector.written)} selects`;
    throw new CommandError(`--account: the export ${exported.folder} ${what}.${nearestSelectors(selector, accounts)}`, EXIT.refused);
  }
  return new Set(accounts.filter((account) => selectors.some(({ matches }) => matches(account))).map(({ account_id }) => account_id));
}

async function inTemporary<T>(write: (folder: string) => Promise<T>): Promise<T> {
  await using folder = await TemporaryFolder.make('muster-score');
  return await write(folder.path);
}
