/** Reads the values that filters of findings can have: policies, frameworks, accounts, and the types and services of stored resources. */
import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';
import { everyPage } from '../../api/every-page.ts';
import { filteringOptions } from './filters.ts';

const LONG_MS = 5 * 60_000;
/** If there are more accounts, the person types the id. */
const MOST_ACCOUNTS = 2000;

export function useFilterOptions() {
  const { data } = useQuery({ queryKey: ['filter-options'], queryFn: async ({ signal }) => await readOptions(signal), staleTime: LONG_MS });
  return data ?? filteringOptions({});
}

async function readOptions(signal: AbortSignal) {
  const init = { init: { signal } };
  const page = (cursor: string | undefined) => ({ query: { limit: '500', ...(cursor !== undefined && { cursor }) } });
  const [policies, frameworks, accounts, summary] = await Promise.all([
    items(async (cursor) => await read(api.policies.$get(page(cursor), init))),
    items(async (cursor) => await read(api.frameworks.$get(page(cursor), init))),
    items(async (cursor) => await read(api.accounts.$get(page(cursor), init)), MOST_ACCOUNTS),
    read(api.summary.$get({}, init)),
  ]);
  return filteringOptions({
    policies,
    frameworks,
    accounts,
    types: [...new Set([...Object.keys(summary.resources.by_type), ...policies.map(({ resource_type }) => resource_type)])].toSorted(),
    services: [...new Set(policies.map(({ policy_id }) => policy_id.split('.').slice(0, 2).join('.')))].filter(
      (name) => !name.startsWith('user.'),
    ),
  });
}

async function items<T>(
  readPage: (cursor: string | undefined) => Promise<{ readonly items: readonly T[]; readonly next_cursor?: string | undefined }>,
  most = Infinity,
): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of everyPage(readPage)) {
    found.push(...page.items);
    if (found.length >= most) break;
  }
  return found;
}
