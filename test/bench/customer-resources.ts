/**
 * Counts the requests to DynamoDB by which the API answers the first page of what a customer owns: half of it in a whole account, half singly.
 * `node bin/launch.mjs test/bench/customer-resources.ts [--resources 100000]`
 */
import { parseArgs } from 'node:util';
import { account, accountRow, apiFixture, putCoverage, resourceRow, TIME } from '../support/api-fixture.ts';
import { startDynamo } from '../support/dynamo.ts';

/** Fewer requests than this are wanted. */
const WANTED_BELOW = 10;
const TYPE = 'AWS::EC2::VPC';
const SEGMENT = 'eu-west-1';
/** Rows that are made and stored at a time. */
const ROWS_AT_ONCE = 5_000;

const { values } = parseArgs({ options: { resources: { type: 'string', default: '100000' } } });
const resources = Number(values.resources);
const half = Math.floor(resources / 2);
const OWNED = account('1');
const OTHER = account('2');

const dynamo = await startDynamo();
const { store, client } = dynamo;
const { app } = apiFixture(store);
const send = async (method: string, path: string, body?: object): Promise<Readonly<Record<string, unknown>>> => {
  const headers = { 'content-type': 'application/json' };
  const response = await app.request(path, body ? { method, headers, body: JSON.stringify(body) } : { method });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Readonly<Record<string, unknown>>;
};

for (const account_id of [OWNED, OTHER]) {
  await store.put('accounts', accountRow({ account_id }));
  await putCoverage(store, account_id, SEGMENT, { [TYPE]: { outcome: 'complete', at: TIME, complete_at: TIME, populated: true } });
}
const { customer_id } = await send('POST', '/customers', { name: 'Northwind Traders', email: 'it@northwind.example' });
await send('PUT', `/customers/${String(customer_id)}/accounts/${OWNED}`, {});
for (let from = 0; from < resources; from += ROWS_AT_ONCE) {
  const rows = Array.from({ length: Math.min(ROWS_AT_ONCE, resources - from) }, (_, at) =>
    resourceRow({ account_id: from + at < half ? OWNED : OTHER, type: TYPE, segment: SEGMENT, resource_id: `vpc-${from + at}` }),
  );
  await store.putMany('resources', rows);
  const single = rows.filter(({ account_id }) => account_id === OTHER);
  const assignment = { customer_id, name: null, assigned_at: TIME, assigned_by: 'bench', claim: 'bench' };
  await store.putMany(
    'customer_resources',
    single.map(({ resource_uid, account_id }) => ({ ...assignment, resource_uid, account_id })),
  );
}

const requests: string[] = [];
client.middlewareStack.add(
  (next, context) => async (args) => {
    requests.push(String(context.commandName).replace(/Command$/, ''));
    return await next(args);
  },
  { step: 'build' },
);
interface Read {
  readonly items: number;
  readonly names: readonly string[];
}
const read = async (query = ''): Promise<Read> => {
  requests.splice(0);
  const { items } = await send('GET', `/customers/${String(customer_id)}/resources${query}`);
  if (!Array.isArray(items)) throw new Error('The page has no items.');
  return { items: items.length, names: [...requests] };
};
// The first request of a process reads more than those after it.
const first = await read();
const large = await read('?limit=500');
const released = await app.request(`/customers/${String(customer_id)}/accounts/${OWNED}`, { method: 'DELETE' });
if (released.status !== 204) throw new Error(`The account was not released: ${await released.text()}`);
const singles = await read();
await dynamo.close();

const shown = ({ items, names }: Read): string =>
  `${names.length} requests (${[...Map.groupBy(names, (name) => name)].map(([name, each]) => `${each.length} ${name}`).join(', ')}) for ${items}`;
process.stdout.write(
  `customer-resources: ${resources} resources, half of them in a whole account; requests to DynamoDB of the first page: ${shown(first)}, ` +
    `${shown(large)}; of what it owns singly: ${shown(singles)} (fewer than ${WANTED_BELOW} are wanted for 100)\n`,
);
const isGood = ({ items, names }: Read): boolean => items === 100 && names.length < WANTED_BELOW && !names.includes('Scan');
process.exitCode = isGood(first) && isGood(singles) ? 0 : 1;
