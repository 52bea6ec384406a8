/** Pages of managed resources: all of them by time, or those of an account or a customer. */
import { z } from '@hono/zod-openapi';
import type { AccountId, CustomerId } from '../ids.ts';
import type { ManagedRow, Phase } from '../managed/model.ts';
import { phaseOf } from '../managed/phase.ts';
import { LISTED, type ManagedRepository } from '../managed/repository.ts';
import type { Key } from '../storage/store.ts';

export interface ManagedFilter {
  readonly types: readonly string[] | undefined;
  readonly phases: readonly Phase[] | undefined;
  readonly accounts: readonly AccountId[] | undefined;
  readonly customer: CustomerId | undefined;
}

export const managedPosition = z.strictObject({
  managed_id: z.string().max(100),
  created_at: z.string().max(40),
  listed: z.literal(LISTED),
});

type Position = z.output<typeof managedPosition>;

export const positionOf = ({ managed_id, created_at }: ManagedRow): Position => ({ managed_id, created_at, listed: LISTED });

interface PageOptions {
  readonly limit: number;
  readonly cursor: Position | undefined;
}

/** A page of those that match, the newest first. It may be short, or empty, and still have a cursor. */
export async function managedPage(
  filter: ManagedFilter,
  { limit, cursor }: PageOptions,
  resources: ManagedRepository,
): Promise<{ readonly items: readonly ManagedRow[]; readonly cursor?: Position | Key }> {
  if (filter.accounts === undefined && filter.customer === undefined) {
    const page = await resources.list({ limit, cursor });
    return { items: page.items.filter((row) => matches(row, filter)), ...(page.cursor && { cursor: page.cursor }) };
  }
  const rows = (await selected(filter, resources)).filter((row) => matches(row, filter)).toSorted(byTime);
  const rest = cursor === undefined ? rows : rows.filter((row) => byTime(cursor, row) < 0);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(rest.length > items.length && last && { cursor: positionOf(last) }) };
}

async function selected({ accounts, customer }: ManagedFilter, resources: ManagedRepository): Promise<readonly ManagedRow[]> {
  if (customer !== undefined) return await resources.ofCustomer(customer);
  const found: ManagedRow[] = [];
  for (const account of accounts ?? []) found.push(...(await resources.ofAccount(account)));
  return found;
}

type Placed = { readonly managed_id: string; readonly created_at: string };

/** Negative if `a` stands before `b`: it is newer. */
function byTime(a: Placed, b: Placed): number {
  const [first, second] = [a, b].map(({ created_at, managed_id }) => `${created_at}#${managed_id}`);
  return first === second ? 0 : (first ?? '') > (second ?? '') ? -1 : 1;
}

const matches = (row: ManagedRow, { types, phases, accounts }: ManagedFilter): boolean =>
  (types?.includes(row.spec.type) ?? true) && (phases?.includes(phaseOf(row)) ?? true) && (accounts?.includes(row.account_id) ?? true);
