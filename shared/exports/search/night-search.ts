/**
 * Searches the newest night in memory, and puts into it what has changed since. What it has loaded is kept from one search to the next, and is
 * compared with the tables again after `KEPT_MS`.
 */
import pLimit from 'p-limit';
import { AccountDirectory } from '../../connections/account-repository.ts';
import type { AccountRow } from '../../connections/model.ts';
import type { AccountId } from '../../ids.ts';
import type { Clock } from '../../seams.ts';
import type { Store } from '../../storage/store.ts';
import type { ExportReader } from '../export-objects.ts';
import type { Night } from '../night.ts';
import { Nights } from '../nights.ts';
import type { Block } from './block.ts';
import { changedSince } from './changed-since.ts';
import { find } from './find.ts';
import { loadBlocks } from './night-blocks.ts';
import { replaceRows } from './replace-rows.ts';
import type { Behind, SearchAnswer, SearchRequest } from './search-request.ts';

const KEPT_MS = 30_000;
/** The most accounts whose changes are read before one search; those of others are read before later ones. */
const MOST_ACCOUNTS = 50;
const ACCOUNTS_AT_ONCE = 8;
const MOST_EXAMPLES = 20;

export interface NightSearchDeps {
  readonly store: Store;
  readonly objects: ExportReader;
  readonly clock: Pick<Clock, 'now'>;
  /** How many bytes of memory the blocks may take. */
  readonly mostBytes: number;
  /** A change has the time at which its run began, and no run takes longer than this: the deadline of jobs. */
  readonly longestRunMs: number;
}

interface Loaded {
  readonly night: Night;
  readonly blocks: Map<AccountId, readonly Block[]>;
  /** Until when each account's changes are in its blocks, in milliseconds since 1970. */
  readonly upTo: Map<AccountId, number>;
  /** The accounts of which not everything is in the blocks. */
  behind: ReadonlySet<AccountId>;
  /** The accounts that are behind until the next night. */
  readonly lost: Set<AccountId>;
}

export class NightSearch {
  readonly #deps: NightSearchDeps;
  readonly #accounts: AccountDirectory;
  readonly #nights: Nights;
  #loaded: Loaded | undefined;
  #checkedAt = -Infinity;

  constructor(deps: NightSearchDeps) {
    this.#deps = deps;
    this.#accounts = new AccountDirectory(deps.store);
    this.#nights = new Nights(deps.store, deps.objects, deps.clock);
  }

  /** Undefined if there is no night with files for searches: none was exported yet, or the release before exported it. @throws BadExport if the night's manifest cannot be read */
  async search(request: SearchRequest): Promise<SearchAnswer | undefined> {
    const now = this.#deps.clock.now();
    if (now - this.#checkedAt > KEPT_MS) {
      await this.#check(now);
      this.#checkedAt = now;
    }
    const loaded = this.#loaded;
    if (loaded === undefined || (loaded.blocks.size === 0 && loaded.behind.size > 0)) return undefined;
    return { ...find(loaded.blocks, request), as_of: loaded.night.collected_at, behind: behindOf(loaded.behind, request) };
  }

  async #check(now: number): Promise<void> {
    const [night] = (await this.#nights.list({ limit: 1, cursor: undefined })).items;
    if (night?.job_id !== this.#loaded?.night.job_id) this.#loaded = night && (await this.#load(night));
    if (this.#loaded) await this.#follow(this.#loaded, now);
  }

  async #load(night: Night): Promise<Loaded | undefined> {
    // The blocks of the night before would take the memory a second time.
    this.#loaded = undefined;
    const found = await this.#nights.accounts(night.date, night.job_id);
    if (!found) return undefined;
    const { objects, mostBytes } = this.#deps;
    const { blocks, missing } = await loadBlocks({ date: night.date, job_id: night.job_id }, found.accounts, objects, mostBytes);
    const at = Date.parse(night.collected_at);
    const upTo = new Map([...blocks.keys()].map((id) => [id, at]));
    return { night, blocks: new Map(blocks), upTo, behind: missing, lost: new Set(missing) };
  }

  /** Puts the changes of the accounts that were read since into their blocks, and leaves out accounts that were removed. */
  async #follow(loaded: Loaded, now: number): Promise<void> {
    const { blocks, upTo, lost } = loaded;
    const known = new Set<AccountId>();
    const changed: AccountId[] = [];
    for await (const account of this.#accounts.all()) {
      const { account_id } = account;
      known.add(account_id);
      if (!upTo.has(account_id) && !lost.has(account_id)) begin(account, loaded);
      if (!lost.has(account_id) && (readAt(account) ?? 0) >= (upTo.get(account_id) ?? 0)) changed.push(account_id);
    }
    for (const id of blocks.keys()) if (!known.has(id)) blocks.delete(id);
    for (const id of lost) if (!known.has(id)) lost.delete(id);
    await pLimit(ACCOUNTS_AT_ONCE).map(changed.slice(0, MOST_ACCOUNTS), async (id) => await this.#followAccount(id, loaded, now));
    loaded.behind = new Set([...lost, ...changed.slice(MOST_ACCOUNTS)]);
  }

  async #followAccount(id: AccountId, { blocks, upTo, lost }: Loaded, now: number): Promise<void> {
    const replaced = await changedSince(this.#deps.store, id, (upTo.get(id) ?? now) - this.#deps.longestRunMs, now);
    if (replaced === undefined) {
      lost.add(id);
      return;
    }
    const isNew = !blocks.has(id);
    blocks.set(id, replaceRows(blocks.get(id) ?? [], replaced));
    upTo.set(id, now);
    if (isNew) sort(blocks);
  }
}

/** An account that was registered since the night has nothing but changes; of another one without a file, something is not known. */
function begin(account: AccountRow, { night, upTo, lost }: Loaded): void {
  if (account.created_at >= night.collected_at || readAt(account) === undefined)
    upTo.set(account.account_id, Date.parse(night.collected_at));
  else lost.add(account.account_id);
}

/** When the newest run ended that could change the account's resources; registrations count as runs. Milliseconds since 1970. */
function readAt({ last_inventory, last_registration }: AccountRow): number | undefined {
  const times = [last_inventory, last_registration].flatMap((run) => (run ? [Date.parse(run.at)] : []));
  return times.length === 0 ? undefined : Math.max(...times);
}

function sort(blocks: Map<AccountId, readonly Block[]>): void {
  const sorted = [...blocks].toSorted(([a], [b]) => (a < b ? -1 : 1));
  blocks.clear();
  for (const [id, own] of sorted) blocks.set(id, own);
}

function behindOf(behind: ReadonlySet<AccountId>, { accounts }: SearchRequest): Behind {
  const wanted = accounts && new Set(accounts);
  const own = [...behind].filter((id) => wanted === undefined || wanted.has(id)).toSorted();
  return { accounts: own.length, examples: own.slice(0, MOST_EXAMPLES) };
}
