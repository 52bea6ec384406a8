/** The page of coverage reads the API by these functions. */
import { CELL_OUTCOMES, type CellOutcome } from '../../../../shared/inventory/service-coverage.ts';
import { COVERAGE_OUTCOMES, type CoverageOutcome } from '../../../../shared/inventory/model.ts';
import { splitList } from '../../../../shared/validation/lists.ts';
import { api, read } from '../../api/client.ts';
import { readFilled } from '../../components/read-filled.ts';
import type { AddressState } from '../../components/use-address.ts';

/** Rows of the matrix: each has a cell for every service. */
const ACCOUNTS = '20';
const SLICES = '50';

export interface Filters {
  readonly account_id?: readonly string[];
  readonly service?: readonly string[];
  readonly region?: readonly string[];
  readonly outcome?: readonly string[];
}

/** The filters of the address, each of which may name several values with commas between them. */
export function filtersOf(address: Pick<AddressState, 'all'>): Filters {
  const names = ['account_id', 'service', 'region', 'outcome'] as const;
  const valuesOf = (name: (typeof names)[number]): readonly string[] =>
    name === 'outcome' ? address.all(name).flatMap(splitList) : address.all(name);
  return Object.fromEntries(names.map((name) => [name, valuesOf(name)] as const).filter(([, values]) => values.length > 0));
}

const isCell = (name: string): name is CellOutcome => CELL_OUTCOMES.some((outcome) => outcome === name);
const isListed = (name: string): name is CoverageOutcome => COVERAGE_OUTCOMES.some((outcome) => outcome === name);

export const readAccounts = ({ outcome = [], ...filters }: Filters, cursor: string | undefined) =>
  readFilled((at) => {
    const known = outcome.filter(isCell);
    const query = { ...filters, ...(known.length > 0 && { outcome: known }), limit: ACCOUNTS, ...(at !== undefined && { cursor: at }) };
    return read(api.coverage.accounts.$get({ query }));
  }, cursor);

/** The API lists slices that a search alone told of as `partial`. */
export const readSlices = ({ outcome = [], ...filters }: Filters, cursor: string | undefined) =>
  readFilled((at) => {
    const known = outcome.map((name) => (name === 'search_only' ? 'partial' : name)).filter(isListed);
    const query = { ...filters, ...(known.length > 0 && { outcome: known }), limit: SLICES, ...(at !== undefined && { cursor: at }) };
    return read(api.coverage.$get({ query }));
  }, cursor);

export type AccountCoverage = Awaited<ReturnType<typeof readAccounts>>['items'][number];
export type Slice = Awaited<ReturnType<typeof readSlices>>['items'][number];
