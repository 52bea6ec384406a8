/**
 * Measures how long the function that searches takes over a night of 1,000,000 resources, by itself: from the request to the ids that are found. It fails
 * if a search takes more than `WANTED_MS` of processor time. `node bin/launch.mjs test/bench/search.ts [--accounts 1000]`
 */
import { parseArgs } from 'node:util';
import { NightSearch } from '../../shared/exports/search/night-search.ts';
import type { SearchRequest } from '../../shared/exports/search/search-request.ts';
import { accountRow } from '../support/api-fixture.ts';
import { ManualClock } from '../support/fakes.ts';
import { MemoryObjects } from '../support/memory-objects.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { accountAt, putSearchNight, RESOURCES_AN_ACCOUNT, resourcesOf } from './lists-estate.ts';
import { HEAD, measure, print, rowOf } from './timing.ts';

const WANTED_MS = 300;
const MOST_BYTES = 1_200_000_000;

const { values } = parseArgs({ options: { accounts: { type: 'string', default: '1000' } } });
const accounts = Number(values.accounts);
if (!Number.isInteger(accounts) || accounts < 20)
  throw new RangeError(`--accounts must be a whole number from 20 on, not ${values.accounts}.`);

const [store, objects, clock] = [new MemoryStore(), new MemoryObjects(), new ManualClock()];
for (let place = 0; place < accounts; place += 1) await store.put('accounts', accountRow({ account_id: accountAt(place) }));
await putSearchNight(store, objects, accounts);

const search = new NightSearch({ store, objects, clock, mostBytes: MOST_BYTES, longestRunMs: 6 * 3_600_000 });
const EVERYTHING: SearchRequest = { tags: [], text: '', limit: 50 };
const before = { memory: process.memoryUsage().arrayBuffers, processor: process.cpuUsage(), time: performance.now() };
await search.search(EVERYTHING);
const { user, system } = process.cpuUsage(before.processor);
const files = [...objects.contents].reduce((sum, [key, { length }]) => sum + (key.startsWith('exports/search/') ? length : 0), 0);
print(`${accounts * RESOURCES_AN_ACCOUNT} resources of ${accounts} accounts: files of ${(files / 1e6).toFixed(0)} MB,`);
print(`loaded in ${(performance.now() - before.time).toFixed(0)} ms (${((user + system) / 1000).toFixed(0)} of the processor),`);
print(`${((process.memoryUsage().arrayBuffers - before.memory) / 1e6).toFixed(0)} MB in memory\n\n${HEAD}`);

const one = resourcesOf(accounts - 1)[500]!;
const SEARCHES: Readonly<Record<string, Partial<SearchRequest>>> = {
  'no filter': {},
  'a type': { types: [one.type] },
  'an account': { accounts: [one.account_id] },
  'a region': { regions: [one.region] },
  'a tag': { tags: ['team=t7'] },
  'a rare word': { text: 'needle' },
  'a common word': { text: 'prod' },
  'one letter': { text: 'e' },
  'an ARN': { text: one.native_id ?? '' },
  'a word that nothing has': { text: 'nowhere-to-be-found' },
  'two words, a tag and a type': { text: 'team web', tags: ['env=prod'], types: [one.type] },
  'the last page': { after: resourcesOf(accounts - 1)[10]!.resource_uid },
};
const tooSlow: string[] = [];
for (const [what, request] of Object.entries(SEARCHES)) {
  const ask = async () => await search.search({ ...EVERYTHING, ...request });
  const took = await measure(ask);
  print(rowOf(what, took, String((await ask())?.count)));
  if (took.processor > WANTED_MS) tooSlow.push(what);
}
if (tooSlow.length > 0) {
  print(`More than ${WANTED_MS} ms of processor time: ${tooSlow.join(', ')}.`);
  process.exitCode = 1;
}
