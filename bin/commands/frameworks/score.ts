/** Scores a framework on this machine, resource by resource, and writes the evidence. */
import { placeFolder } from '../../../shared/exports/place-folder.ts';
import { TemporaryFolder } from '../../../shared/exports/temporary-folder.ts';
import { openExport } from '../../../shared/exports/read-export.ts';
import { exportSource } from '../../../shared/evidence/export-source.ts';
import type { EvidenceSource } from '../../../shared/evidence/source.ts';
import { writeEvidence } from '../../../shared/evidence/write-evidence.ts';
import { type AccountId, parseAccountId } from '../../../shared/ids.ts';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import { frameworkNamed, frameworks } from '../../../shared/policies/frameworks.ts';
import { suggestion } from '../../../shared/validation/nearest.ts';
import type { ApiClient } from '../api-client.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import type { Framework } from '../shapes.ts';
import { platformPolicies, platformSource } from './platform-source.ts';

export interface ScoreOptions {
  /** One account; undefined for all. */
  readonly account: string | undefined;
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
  const only = account === undefined ? undefined : accountNamed(account);
  const source = from === undefined ? platformSource(api, id, new Date().toISOString(), only) : exportSource(await openExport(from));
  const policies = from === undefined ? await platformPolicies(api, id, builtInPolicies()) : builtInPolicies();
  const write = async (folder: string) => await writeEvidence(onlyAccount(source, only), framework, policies, folder);
  const score = evidence === undefined ? await inTemporary(write) : await placeFolder(evidence, write);
  return { ...score, ...(only !== undefined && { account_id: only }) };
}

/** @throws CommandError */
function accountNamed(text: string): AccountId {
  try {
    return parseAccountId(text, '--account');
  } catch (error) {
    throw new CommandError((error as Error).message, EXIT.refused, { cause: error });
  }
}

async function inTemporary<T>(write: (folder: string) => Promise<T>): Promise<T> {
  await using folder = await TemporaryFolder.make('muster-score');
  return await write(folder.path);
}

/** @throws CommandError if the source has no such account */
function onlyAccount(source: EvidenceSource, only: string | undefined): EvidenceSource {
  if (only === undefined) return source;
  return {
    ...source,
    accounts: async function* () {
      let isFound = false;
      for await (const account of source.accounts()) {
        if (account.account_id !== only) continue;
        isFound = true;
        yield account;
      }
      if (!isFound) throw new CommandError(`${source.name} has no account ${only}.`, EXIT.refused);
    },
  };
}
