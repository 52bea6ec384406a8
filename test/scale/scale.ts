/**
 * `npm run scale`: measures the job engine over large organizations, and one account with the largest catalogue, in virtual time and
 * without faults; then accounts of Azure and OCI against simulated limits of requests. Prints the tables of docs/scale.md, the same every time. Fails if DynamoDB would refuse a row or a request. `--accounts
 * N`: accounts of a large organization (10,000); `--seed N`: another seed of the random choices.
 */
import { Command, InvalidArgumentError } from 'commander';
import { measureAccount } from './account.ts';
import { measureCatalogue } from './catalogue.ts';
import { type EndFigures, measureCancel, measureDeadline } from './ends.ts';
import { estimate } from './estimate.ts';
import { measureOtherClouds } from './other-clouds.ts';
import { accountTables, catalogueTables, endsTable, engineTable, estimateTable, otherCloudsTables } from './report.ts';
import { type Figures, measure, scenarios } from './scenarios.ts';

const wholeNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('write a whole number from 1 on.');
  return number;
};

const { accounts, seed } = new Command('scale')
  .description('Measures the job engine over large organizations in virtual time.')
  .option('--accounts <n>', 'accounts of a large organization', wholeNumber, 10_000)
  .option('--seed <n>', "seed of the job engine's runs", wholeNumber, 1)
  .parse()
  .opts<{ readonly accounts: number; readonly seed: number }>();

const started = performance.now();
let peakHeap = 0;
const progress = (what: string): void => {
  peakHeap = Math.max(peakHeap, process.memoryUsage().heapUsed);
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${what}\n`);
};
const print = (title: string, text: string): void => {
  process.stdout.write(`## ${title}\n\n${text}\n\n`);
};

const account = await measureAccount();
print('One account', accountTables(account));
progress('the catalogue');
print('The catalogue', catalogueTables(await measureCatalogue({ types: 700, regions: 36, policies: 1000 })));
progress('Azure and OCI');
print('Azure and OCI', otherCloudsTables(await measureOtherClouds(Math.ceil(accounts / 10))));
const night = account.runs.at(-1)?.seconds ?? 0;
const engine: Figures[] = [];
for (const scenario of scenarios(accounts, night, account.rows.job_tasks.bytes, seed)) {
  progress(scenario.name);
  const figures = await measure(scenario);
  peakHeap = Math.max(peakHeap, figures.peak_heap_mb * 2 ** 20);
  engine.push(figures);
}
print('Job engine', engineTable(engine));
const ends: EndFigures[] = [];
for (const [name, end] of [
  ['cancel', () => measureCancel(accounts)],
  ['cancel of ten in one job', () => measureCancel(10 * accounts)],
  ['deadline of one', () => measureDeadline(1, accounts)],
  ['deadline of ten', () => measureDeadline(10, accounts)],
  ['deadline of ten in one job', () => measureDeadline(1, 10 * accounts)],
] as const) {
  progress(name);
  ends.push(await end());
}
print('Ends without workers', endsTable(ends));
const tenAtOnce = engine.find(({ scenario }) => scenario.name === 'ten at once');
if (tenAtOnce) print('Ten organizations', estimateTable(estimate(10 * accounts, account, tenAtOnce)));
progress(`done; peak heap ${Math.round(peakHeap / 2 ** 20)} MB`);
