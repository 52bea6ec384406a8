/** Projects the measurements to nights of large organizations: the arithmetic of docs/scale.md. */
import type { AccountCosts, AccountRun } from './account.ts';
import { BATCH_SIZE, DEFAULT_DEADLINE_HOURS, DEFAULT_WORKERS, EVENT_SOURCE, FUNCTIONS, PRICES } from './model.ts';
import type { Figures } from './scenarios.ts';

const MILLION = 1e6;
const GB = 2 ** 30;
const NIGHTS = 30;
/**
 * The bytes that DynamoDB adds to each stored item:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
const ITEM_OVERHEAD = 100;
/**
 * The bytes of an entry's keys in the indexes `resources_by_type` and `changes_by_account_day`. Point-in-time recovery does not bill
 * indexes.
 */
const INDEX_ENTRY = { resources: 214, changes: 168 } as const;

export interface Line {
  readonly name: string;
  readonly formula: string;
  readonly value: string;
}

/** `engine`: the figures of one nightly job over `accounts` accounts. */
export function estimate(accounts: number, costs: AccountCosts, engine: Figures): readonly Line[] {
  const [first, , night] = costs.runs as readonly [AccountRun, AccountRun, AccountRun];
  // A worker is paid for until the slowest of its accounts has ended.
  const workerSeconds = engine.usage.worker.busy_ms / 1000;
  const seconds = workerSeconds / accounts;
  const shown = seconds.toFixed(2);
  const gbSeconds = (workerSeconds * FUNCTIONS.worker.memory_mb) / 1024;
  const lambda = gbSeconds * PRICES.gb_second + (engine.usage.worker.invocations / MILLION) * PRICES.million_invocations;
  const writes = ((accounts * night.usage.wru) / MILLION) * PRICES.million_wru;
  const reads = ((accounts * night.usage.rru) / MILLION) * PRICES.million_rru;
  const others = (['job-handler', 'poller'] as const).map((name) => engine.usage[name]);
  const rest = others.reduce((sum, { rru, wru }) => sum + (rru / MILLION) * PRICES.million_rru + (wru / MILLION) * PRICES.million_wru, 0);
  const queue = (engine.sqs_requests / MILLION) * PRICES.million_sqs;
  const nightly = lambda + writes + reads + rest + queue;
  const stored = accounts * Object.values(costs.rows).reduce((sum, { rows, bytes }) => sum + rows * (bytes + ITEM_OVERHEAD), 0);
  const indexed =
    accounts *
    (['resources', 'changes'] as const).reduce((sum, name) => sum + costs.rows[name].rows * (INDEX_ENTRY[name] + ITEM_OVERHEAD), 0);
  const storage = ((stored + indexed) / GB) * PRICES.dynamodb_gb_month + (stored / GB) * PRICES.pitr_gb_month;
  const rate = (workers: number): number => workers / seconds;
  return [
    line('resources', `${count(accounts)} × ${costs.resources}`, count(accounts * costs.resources)),
    line('night, default workers', `${count(accounts)} × ${shown} s ÷ ${DEFAULT_WORKERS}`, hours(workerSeconds / DEFAULT_WORKERS)),
    line('night, most workers', `${count(accounts)} × ${shown} s ÷ ${EVENT_SOURCE.most}`, hours(workerSeconds / EVENT_SOURCE.most)),
    line(
      'accounts within the deadline, default workers',
      `${DEFAULT_WORKERS} × ${DEFAULT_DEADLINE_HOURS} h ÷ ${shown} s`,
      count(Math.floor((DEFAULT_WORKERS * DEFAULT_DEADLINE_HOURS * 3600) / seconds)),
    ),
    line('worker seconds an account', `batches of ${BATCH_SIZE}: the slowest of each ÷ ${BATCH_SIZE}`, `${shown} s`),
    line('accounts a second, most workers', `${EVENT_SOURCE.most} ÷ ${shown} s`, rate(EVENT_SOURCE.most).toFixed(1)),
    line(
      'workers, a night',
      `${count(accounts)} × ${shown} s × ${FUNCTIONS.worker.memory_mb} MB`,
      `${count(gbSeconds)} GB-s, ${usd(lambda)}`,
    ),
    line('writes, a night', `${count(accounts)} × ${night.usage.wru} WRU`, usd(writes)),
    line('reads, a night', `${count(accounts)} × ${night.usage.rru} RRU`, usd(reads)),
    line('job handler and poller, a night', 'reads and writes as measured', usd(rest)),
    line('queue, a night', `${count(engine.sqs_requests)} requests`, usd(queue)),
    line('a month of nights', `${NIGHTS} × ${usd(nightly)}`, usd(NIGHTS * nightly)),
    line(
      'storage, a month',
      'rows and index entries, with point-in-time recovery',
      `${count(stored / GB)} + ${count(indexed / GB)} GB, ${usd(storage)}`,
    ),
    line(
      'first run, once',
      `${count(accounts)} × ${first.usage.wru} WRU`,
      usd(((accounts * first.usage.wru) / MILLION) * PRICES.million_wru),
    ),
    line(
      'first run, WRU a second, default and most workers',
      `workers ÷ ${shown} s × ${first.usage.wru}`,
      [DEFAULT_WORKERS, EVENT_SOURCE.most].map((workers) => count(rate(workers) * first.usage.wru)).join(', '),
    ),
    line(
      'a night, RRU a second, most workers',
      `${rate(EVENT_SOURCE.most).toFixed(1)} × ${night.usage.rru}`,
      count(rate(EVENT_SOURCE.most) * night.usage.rru),
    ),
    line('logins a second, most workers', `${EVENT_SOURCE.most} ÷ ${shown} s`, rate(EVENT_SOURCE.most).toFixed(1)),
  ];
}

const line = (name: string, formula: string, value: string): Line => ({ name, formula, value });
export const count = (value: number): string => Math.round(value).toLocaleString('en-US');
const usd = (value: number): string => `$${value < 10 ? value.toFixed(2) : count(value)}`;
const hours = (seconds: number): string => (seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`);
