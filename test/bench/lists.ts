/**
 * Measures how long the API takes for a page of each list, over tables in memory and a night of the same resources, so that a figure is without the
 * time that DynamoDB takes for its pages. It fails if a page takes longer than `WANTED_MS` of processor time. 1,000 accounts need
 * `NODE_OPTIONS=--max-old-space-size=13000`.
 *
 *     node bin/launch.mjs test/bench/lists.ts [--accounts 1000]
 */
import { parseArgs } from 'node:util';
import { RESOURCE_TYPES } from '../../shared/registry.ts';
import { apiFixture } from '../support/api-fixture.ts';
import { MemoryStore } from '../support/memory-store.ts';
import {
  accountAt,
  DAY,
  FINDINGS_AN_ACCOUNT,
  putAccount,
  putRest,
  putSearchNight,
  RESOURCES_AN_ACCOUNT,
  resourcesOf,
} from './lists-estate.ts';
import { HEAD, measure, print, rowOf } from './timing.ts';

const WANTED_MS = 300;
/** What the function of searches may take for the night: `lambdas/search.ts`. */
const SEARCH_BYTES = 1_200_000_000;

const { values } = parseArgs({ options: { accounts: { type: 'string', default: '1000' } } });
const accounts = Number(values.accounts);
if (!Number.isInteger(accounts) || accounts < 20)
  throw new RangeError(`--accounts must be a whole number from 20 on, not ${values.accounts}.`);

const store = new MemoryStore();
const { app, exports, clock } = apiFixture(store, RESOURCE_TYPES, undefined, undefined, SEARCH_BYTES);
for (let place = 0; place < accounts; place += 1) await putAccount(store, place);
await putRest(store);
await putSearchNight(store, exports, accounts);
await clock.sleep(60_000);

const tooSlow: string[] = [];
const one = resourcesOf(accounts - 1)[500]!;
const FILTERS: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['a type', `type=${one.type}`],
  ['an account', `account_id=${one.account_id}`],
  ['a region', `region=${one.region}`],
  ['a tag', 'tag=team=t7'],
  ['a rare word', 'text=needle'],
  ['a common word', 'text=prod'],
  ['one letter', 'text=e'],
  ['an ARN', `text=${encodeURIComponent(one.native_id ?? '')}`],
  ['a word that nothing has', 'text=nowhere-to-be-found'],
  ['two words, a tag and a type', `text=team%20web&tag=env=prod&type=${one.type}`],
];

print(
  `${accounts * RESOURCES_AN_ACCOUNT} resources and ${accounts * FINDINGS_AN_ACCOUNT} findings of ${accounts} accounts; 50 items a page\n`,
);
print(HEAD);

async function ask(path: string) {
  const answer = await app.request(path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as {
    readonly items?: readonly unknown[];
    readonly total?: { readonly count: number; readonly exact: boolean };
  };
}
async function measurePage(what: string, path: string): Promise<void> {
  const took = await measure(async () => await ask(path));
  const { items = [], total } = await ask(path);
  print(rowOf(what, took, `${items.length}${total ? ` of ${total.exact ? '' : 'at least '}${total.count}` : ''}`));
  if (took.processor > WANTED_MS) tooSlow.push(what);
}

for (const [what, query] of FILTERS) await measurePage(`search: ${what}`, `/search/resources?limit=50&${query}`);
const account_id = accountAt(accounts - 1);
for (const [what, path] of [
  ['resources', '/resources?limit=50'],
  ['resources of an account', `/resources?limit=50&account_id=${account_id}`],
  ['resources of a type', `/resources?limit=50&type=${one.type}`],
  ['findings', '/findings?limit=50'],
  ['findings: a severity', '/findings?limit=50&severity=critical'],
  ['findings: an account', `/findings?limit=50&account_id=${account_id}`],
  ['findings: a policy', '/findings?limit=50&policy_id=aws.s3.bucket-acl-not-used'],
  ['findings: a tag', '/findings?limit=50&tag=team=t7'],
  ['findings: a region', '/findings?limit=50&region=eu-west-1'],
  ['changes', `/changes?limit=50&since=${DAY}T00:00:00Z`],
  ['changes of an account', `/changes?limit=50&since=${DAY}T00:00:00Z&account_id=${account_id}`],
  ['coverage', '/coverage?limit=50'],
  ['accounts', '/accounts?limit=50'],
  ['jobs', '/jobs?limit=50'],
  ['suppressions', '/suppressions?limit=50'],
  ['notifications', '/notifications?limit=50'],
  ['audit', '/audit?limit=50'],
  ['summary', '/summary'],
  ['trend of a year', '/trend?days=365'],
  ['findings by policy', '/findings/groups?by=policy'],
  ['findings by account', '/findings/groups?by=account'],
] as const)
  await measurePage(what, path);

if (tooSlow.length > 0) {
  print(`More than ${WANTED_MS} ms of processor time: ${tooSlow.join(', ')}.`);
  process.exitCode = 1;
}
