/** Runs `muster run` over a fake cloud, into a folder that is removed afterwards. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VisibleAccount, VisibleAccounts } from '../../../shared/clouds/login.ts';
import type { SeenConnection } from '../../../shared/connections/subscription-agent.ts';
import { type AccountId, parseAccountId } from '../../../shared/ids.ts';
import type { RunEvents } from '../../../shared/run/run-events.ts';
import { runInto, type RunOptions } from '../../../shared/run/run-into.ts';
import type { RunSummary } from '../../../shared/run/run-summary.ts';
import { FakeCloud, TYPES } from '../../support/fake-cloud.ts';

export const STARTED_AT = Date.parse('2026-11-21T10:15:30Z');

export const accountId = (digit: number): AccountId => parseAccountId(String(digit).repeat(12));

export const visible = (digit: number): VisibleAccount => ({
  account_id: accountId(digit),
  name: `account ${digit}`,
  organizational_unit: null,
});

/** A connection that works, and whose login sees the accounts. */
export function seenBy(
  cloud: FakeCloud,
  accounts: readonly VisibleAccount[],
  more: Partial<VisibleAccounts> = {},
  name = 'aws',
): SeenConnection {
  const sees = { accounts, others: [], ...more };
  return {
    login: {
      directory: {
        identity: () => Promise.resolve({ provider: 'aws', account_id: accounts[0]!.account_id, user: 'someone' }),
        regions: () => Promise.resolve(cloud.regions.map((id) => ({ id, name: null }))),
        accounts: () => Promise.resolve(sees),
      },
      connection: { connection_id: name, provider: 'aws', settings: {} },
      session: async (id) => await cloud.session(id),
    },
    visible: sees,
  };
}

export const SILENT: RunEvents = {
  started: () => undefined,
  planned: () => undefined,
  read: () => undefined,
  sliceEnded: () => undefined,
  accountEnded: () => undefined,
  writing: () => undefined,
  note: () => undefined,
};

export interface Ran {
  readonly summary: RunSummary;
  /** The text of each file, by its name. */
  readonly files: Readonly<Record<string, string>>;
  /** The parsed lines of a JSON Lines file. */
  readonly lines: (file: string) => readonly Record<string, unknown>[];
}

/** Parquet files are read byte by byte, because they are not text. */
export const encodingOf = (file: string): BufferEncoding => (file.endsWith('.parquet') ? 'latin1' : 'utf8');

/** The result of a run over the accounts of `cloud` whose ids consist of one of `digits`. */
export async function ranOver(cloud: FakeCloud, digits: readonly number[], more: Partial<RunOptions> = {}): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-run-'));
  try {
    const summary = await runInto(folder, {
      agent: { session: async ({ account_id }) => await cloud.session(account_id) },
      accounts: digits.map((digit) => ({ ...visible(digit), connection_id: 'aws' })),
      failedConnections: [],
      types: TYPES,
      discovers: true,
      regions: '*',
      now: STARTED_AT,
      startedAt: STARTED_AT,
      accountsAtOnce: 2,
      slicesAtOnce: 2,
      formats: ['jsonl', 'csv'],
      scope: { accounts: '*', services: '*', types: '*', regions: '*' },
      events: SILENT,
      clock: { now: () => STARTED_AT + 1250, sleep: () => Promise.resolve() },
      ending: new AbortController(),
      ...more,
    });
    const names = (await readdir(folder)).toSorted();
    const files = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), encodingOf(name))] as const)),
    );
    const lines = (file: string) =>
      (files[`${file}.jsonl`] ?? '')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    return { summary, files, lines };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
