/** Looks up the accounts that people name and select, and refuses what names or selects none, because that is nearly always a slip. */
import { unitName, unitsOf } from '../clouds/unit-path.ts';
import { InvalidRequest } from '../errors.ts';
import type { AccountId } from '../ids.ts';
import { nearest, suggestion } from '../validation/nearest.ts';
import type { AccountDirectory } from './account-repository.ts';
import { type AccountSelector, parseAccountSelector, type SelectableAccount } from './account-selector.ts';
import type { AccountRow } from './model.ts';

/** The most patterns of one request: each is compared with every account, and a job's row keeps them. */
const MAX_PATTERNS = 20;

export interface SelectOptions {
  /** The field of the request, for messages: `accounts`. */
  readonly field: string;
  /** The field of one of its values, if that differs: `accounts[0]`. */
  readonly itemField?: (index: number) => string;
  /** Refuses accounts that are named and disabled, and leaves out those that are selected and disabled. */
  readonly onlyEnabled?: boolean;
}

/**
 * The accounts that one selector or more covers, by id. Only selectors with a pattern read the whole directory.
 * @throws InvalidRequest for a text that is no selector, an id that is not registered, and a pattern that selects no account
 */
export async function selectAccounts(
  written: readonly string[],
  directory: Pick<AccountDirectory, 'getMany' | 'all'>,
  { field, itemField = () => field, onlyEnabled = false }: SelectOptions,
): Promise<readonly AccountRow[]> {
  const selectors = written.map((text, index) => parseAccountSelector(text, itemField(index)));
  const patterns = selectors.filter(({ id }) => id === undefined);
  if (patterns.length > MAX_PATTERNS)
    throw new InvalidRequest(
      field,
      `${field}: has ${patterns.length} selectors with a pattern; at most ${MAX_PATTERNS} are allowed, so write patterns that select more, or ids.`,
    );
  const rows = patterns.length > 0 ? await everyAccount(directory) : await directory.getMany(idsOf(selectors));
  const known = new Map(rows.map((row) => [row.account_id, row]));
  const found = new Map<AccountId, AccountRow>();
  for (const id of idsOf(selectors)) {
    const row = known.get(id);
    if (!row) throw await notRegistered(id, field, directory);
    found.set(id, usable(row, field, onlyEnabled));
  }
  for (const selector of patterns) {
    const selected = rows.filter((row) => selector.matches(row));
    const taken = onlyEnabled ? selected.filter(({ enabled }) => enabled) : selected;
    if (taken.length === 0) throw selectsNone(selector, field, selected.length, rows);
    for (const row of taken) found.set(row.account_id, row);
  }
  return [...found.values()].toSorted((a, b) => (a.account_id < b.account_id ? -1 : 1));
}

const idsOf = (selectors: readonly AccountSelector[]): readonly AccountId[] => [
  ...new Set(selectors.flatMap(({ id }) => (id === undefined ? [] : [id]))),
];

async function everyAccount(directory: Pick<AccountDirectory, 'all'>): Promise<readonly AccountRow[]> {
  const rows: AccountRow[] = [];
  for await (const row of directory.all()) rows.push(row);
  return rows;
}

/** Refuses an id that is not registered, and names the nearest one that is. */
async function notRegistered(id: AccountId, field: string, directory: Pick<AccountDirectory, 'all'>): Promise<InvalidRequest> {
  const ids = (await everyAccount(directory)).map(({ account_id }) => account_id);
  return refusal(field, `the account ${id} is not registered.${suggestion(id, ids)}`, `Register it with "muster accounts add ${id}".`);
}

/** @param advice what an administrator can do */
const refusal = (field: string, why: string, advice?: string): InvalidRequest =>
  new InvalidRequest(field, `${field}: ${why}`, undefined, advice === undefined ? undefined : { role: 'admin', text: advice });

function usable(row: AccountRow, field: string, onlyEnabled: boolean): AccountRow {
  if (!onlyEnabled || row.enabled) return row;
  throw refusal(field, `the account ${row.account_id} is disabled.`, `Enable it with "muster accounts enable ${row.account_id}".`);
}

/** Refuses a pattern that selects none of the registered accounts. `disabled`: how many it selects that are disabled. */
function selectsNone(selector: AccountSelector, field: string, disabled: number, rows: readonly AccountRow[]): InvalidRequest {
  const shown = JSON.stringify(selector.written.slice(0, 100));
  if (disabled > 0)
    return refusal(field, `${shown} selects only accounts that are disabled (${disabled}).`, 'Enable one with "muster accounts enable".');
  if (rows.length === 0)
    return refusal(field, `${shown} selects no account, because none is registered.`, 'Register one with "muster accounts add".');
  const unknown = unknownTo(selector, rows);
  return refusal(
    field,
    `${shown} selects no account${unknown}; "muster accounts list --wide" shows the accounts.${nearestSelectors(selector, rows)}`,
    unknown === '' ? undefined : '"muster accounts sync --tags" reads what is not known.',
  );
}

/** Says of how many accounts it is not known whether they match. */
export function unknownTo({ kind }: AccountSelector, rows: readonly SelectableAccount[]): string {
  const fields = { unit: 'organizational_unit', tag: 'tags' } as const;
  if (kind !== 'unit' && kind !== 'tag') return '';
  const count = rows.filter((row) => row[fields[kind]] === undefined).length;
  const what = kind === 'unit' ? 'units' : 'tags';
  return count === 0 ? '' : ` (the ${what} of ${count} are not known)`;
}

/** ` Did you mean unit:/Root/Prod?`: the nearest selectors of the same kind that select one of these accounts; empty if none is near. */
export function nearestSelectors(selector: AccountSelector, rows: readonly SelectableAccount[]): string {
  if (selector.kind === 'id')
    return suggestion(
      selector.written,
      rows.map(({ account_id }) => account_id),
    );
  const names = nearest(selector.written.slice(selector.kind.length + 1), patternsFor(selector, rows));
  return names.length === 0 ? '' : ` Did you mean ${names.map((name) => `${selector.kind}:${name}`).join(' or ')}?`;
}

/** Patterns of the kind, each of which selects an account. */
function patternsFor({ kind }: AccountSelector, rows: readonly SelectableAccount[]): readonly string[] {
  const literal = (text: string): string => text.replaceAll('%', '%25').replaceAll('*', '%2A');
  const texts = rows.flatMap((row): readonly string[] => {
    if (kind === 'name') return [literal(row.name)];
    if (kind === 'connection') return [literal(row.connection_id)];
    if (kind === 'tag') return Object.entries(row.tags ?? {}).map(([key, value]) => literal(`${key}=${value}`));
    const units = row.organizational_unit === undefined ? [] : unitsOf(row.organizational_unit);
    const path = units.map((name) => unitName(name).replaceAll('*', '%2A'));
    return path.flatMap((_, depth) => [`/Root/${path.slice(0, depth + 1).join('/')}`, `/Root/${path.slice(0, depth + 1).join('/')}/*`]);
  });
  return [...new Set(texts)];
}
