/** Searches the blocks of many accounts: one page of what is found, how much is found, and how many of it have which values. */
import { type AccountId, parseResourceUid, resourceUid, type ResourceUid } from '../../ids.ts';
import { type Block, firstAfter, placeOf } from './block.ts';
import { type BlockFilter, matchBlock } from './match-block.ts';
import type { CountedValue, Found, SearchRequest } from './search-request.ts';
import { wordsOf } from './search-text.ts';

/** The most values of a facet. */
const MOST_VALUES = 200;

/** @param blocks by account, in order, each account's in order */
export function find(blocks: ReadonlyMap<AccountId, readonly Block[]>, request: SearchRequest): Found {
  const { accounts, types, regions, tags, text, limit, after } = request;
  const wanted = accounts && new Set(accounts);
  const filter = { types: types && new Set(types), regions: regions && new Set(regions), tags, words: wordsOf(text) };
  const page = new FoundPage(limit, after);
  for (const [account, own] of blocks) {
    if (wanted === undefined || wanted.has(account)) for (const block of own) page.add(account, block, filter);
  }
  return page.found();
}

class FoundPage {
  readonly #limit: number;
  readonly #after: ReturnType<typeof parseResourceUid>;
  readonly #uids: ResourceUid[] = [];
  #hasMore = false;
  #count = 0;
  #unread = 0;
  readonly #types = new Map<string, number>();
  readonly #regions = new Map<string, number>();
  readonly #accounts = new Map<string, number>();

  constructor(limit: number, after: ResourceUid | undefined) {
    this.#limit = limit;
    this.#after = after === undefined ? undefined : parseResourceUid(after);
  }

  add(account: AccountId, block: Block, filter: BlockFilter): void {
    const { rows, unread } = matchBlock(block, filter);
    const found = this.#countIn(block, rows);
    this.#unread += unread;
    if (found === 0) return;
    this.#count += found;
    add(this.#accounts, account, found);
    if (this.#hasMore) return;
    for (let row = rows.indexOf(1, this.#firstRow(account, block)); row !== -1 && !this.#hasMore; row = rows.indexOf(1, row + 1)) {
      if (this.#uids.length === this.#limit) this.#hasMore = true;
      else this.#uids.push(uidOf(account, block, row));
    }
  }

  found(): Found {
    const next = this.#hasMore ? this.#uids.at(-1) : undefined;
    return {
      uids: this.#uids,
      ...(next !== undefined && { next }),
      count: this.#count,
      unread_tags: this.#unread,
      facets: { type: mostOf(this.#types), region: mostOf(this.#regions), account_id: mostOf(this.#accounts) },
    };
  }

  /** The first row that comes after the page before. */
  #firstRow(account: AccountId, block: Block): number {
    const after = this.#after;
    if (after === undefined || account > after.account_id) return 0;
    return account < after.account_id ? block.rows : firstAfter(block, after);
  }

  #countIn({ types, typeOf, regions, regionOf }: Block, rows: Uint8Array): number {
    const ofTypes = new Uint32Array(types.length);
    const ofRegions = new Uint32Array(regions.length);
    let found = 0;
    for (let row = 0; row < rows.length; row += 1) {
      if (rows[row] === 0) continue;
      found += 1;
      ofTypes[typeOf[row]!]! += 1;
      ofRegions[regionOf[row]!]! += 1;
    }
    for (const [place, count] of ofTypes.entries()) if (count > 0) add(this.#types, types[place]!, count);
    for (const [place, count] of ofRegions.entries()) if (count > 0) add(this.#regions, regions[place]!, count);
    return found;
  }
}

function uidOf(account: AccountId, block: Block, row: number): ResourceUid {
  const { type, segment, resource_id } = placeOf(block, row);
  return resourceUid(account, type, segment, resource_id);
}

const add = (counts: Map<string, number>, value: string, count: number): void => void counts.set(value, (counts.get(value) ?? 0) + count);

const mostOf = (counts: ReadonlyMap<string, number>): readonly CountedValue[] =>
  [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_VALUES);
