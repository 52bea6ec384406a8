/** Loads the blocks of a night's accounts from the bucket. */
import pLimit from 'p-limit';
import type { ExportReader } from '../export-objects.ts';
import type { NightAccount } from '../night.ts';
import { searchKey, type ExportPlace } from '../night-layout.ts';
import type { AccountId } from '../../ids.ts';
import { type Block, bytesOf, unpackBlocks } from './block.ts';

/** A resource takes so much memory; this estimates files that are not loaded yet. */
const BYTES_A_RESOURCE = 250;
/** Files that are fetched at once. */
const AT_ONCE = 32;

export interface NightBlocks {
  /** In the order of the accounts' ids. */
  readonly blocks: ReadonlyMap<AccountId, readonly Block[]>;
  /** The accounts that have no file, or of which the file does not fit into the memory. */
  readonly missing: ReadonlySet<AccountId>;
}

/** @param mostBytes how much memory the blocks may take */
export async function loadBlocks(
  place: ExportPlace,
  accounts: readonly NightAccount[],
  objects: Pick<ExportReader, 'get'>,
  mostBytes: number,
): Promise<NightBlocks> {
  const loaded = new Map<AccountId, readonly Block[]>();
  let bytes = 0;
  await pLimit(AT_ONCE).map([...accounts], async (account) => {
    const expected = (account.rows.resources ?? 0) * BYTES_A_RESOURCE;
    if (bytes + expected > mostBytes) return;
    bytes += expected;
    const blocks = await blocksOf(place, account, objects);
    bytes += (blocks ?? []).reduce((sum, block) => sum + bytesOf(block), 0) - expected;
    if (blocks) loaded.set(account.account_id, blocks);
  });
  const ids = accounts.map(({ account_id }) => account_id).toSorted();
  return {
    blocks: new Map(ids.flatMap((id) => (loaded.has(id) ? [[id, loaded.get(id)!]] : []))),
    missing: new Set(ids.filter((id) => !loaded.has(id))),
  };
}

/** Undefined if there is no such file: the export failed, or an earlier release made it. */
async function blocksOf(
  place: ExportPlace,
  { account_id, attempt, rows: { resources = 0 } }: NightAccount,
  objects: Pick<ExportReader, 'get'>,
): Promise<readonly Block[] | undefined> {
  if (attempt === undefined) return undefined;
  if (resources === 0) return [];
  const file = await objects.get(searchKey({ ...place, account_id, attempt }));
  const blocks = file && unpackBlocks(file);
  return blocks?.reduce((sum, { rows }) => sum + rows, 0) === resources ? blocks : undefined;
}
