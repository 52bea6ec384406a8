import { beforeEach, describe, expect, it } from '@jest/globals';
import { parseAccountId } from '../../../shared/ids.ts';
import { type TableName, TABLES } from '../../../shared/storage/schema.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { accountRow, apiFixture, jobRow, JOB_ID } from '../../support/api-fixture.ts';
import { ACCESS_KEY_ID } from '../../support/planted.ts';
import { send, type Sending } from '../../support/conforming-api.ts';

const store = new MemoryStore();
const { app, jobs } = apiFixture(store);
/** All rows of all tables. */
const contents = async (): Promise<unknown> => Promise.all((Object.keys(TABLES) as TableName[]).map(async (table) => store.scan(table)));

beforeEach(async () => {
  await store.put('accounts', accountRow());
  await store.put('accounts', accountRow({ account_id: parseAccountId('000000000009'), enabled: false }));
  await store.put('jobs', jobRow());
  jobs.started.length = 0;
});

const inventory = { operation: 'inventory' };
/** Sets the title of a terminal, clears it, and writes backwards. */
const HOSTILE = 'a\u001b]0;evil\u0007\u009b2J\u202E\r\nb';

interface Case {
  readonly what: string;
  readonly path: string;
  readonly sending?: Sending;
  readonly status?: number;
  readonly field?: string;
  /** Must be in the detail, or in the list of allowed values. */
  readonly says: RegExp;
}

const cases: readonly Case[] = [
  { what: 'an unknown operation', path: '/jobs', sending: { body: { operation: 'inventry' } }, field: 'operation', says: /inventory/ },
  { what: 'no operation', path: '/jobs', sending: { body: {} }, field: 'operation', says: /give a text/ },
  {
    what: 'an unknown service',
    path: '/jobs',
    sending: { body: { ...inventory, service: 's4' } },
    field: 'service',
    says: /Did you mean s3/,
  },
  {
    what: 'an unknown region',
    path: '/jobs',
    sending: { body: { ...inventory, regions: ['eu-west-11'] } },
    field: 'regions[0]',
    says: /Did you mean eu-west-1/,
  },
  {
    what: 'an unknown account',
    path: '/jobs',
    sending: { body: { ...inventory, accounts: ['111111111111'] } },
    field: 'accounts',
    says: /aws:111111111111 is not registered/,
  },
  {
    what: 'a disabled account',
    path: '/jobs',
    sending: { body: { ...inventory, accounts: ['000000000009'] } },
    field: 'accounts',
    says: /disabled/,
  },
  {
    what: 'a malformed account id',
    path: '/jobs',
    sending: { body: { ...inventory, accounts: ['12'] } },
    field: 'accounts[0]',
    says: /123456789012/,
  },
  { what: 'an empty list of accounts', path: '/jobs', sending: { body: { ...inventory, accounts: [] } }, field: 'accounts', says: /./ },
  { what: 'an empty list of regions', path: '/jobs', sending: { body: { ...inventory, regions: [] } }, field: 'regions', says: /./ },
  {
    what: 'an unknown field',
    path: '/jobs',
    sending: { body: { ...inventory, servise: 's3' } },
    field: 'servise',
    says: /Did you mean service/,
  },
  {
    what: 'an unknown field of a follow-up',
    path: '/jobs',
    sending: { body: { ...inventory, then: { ...inventory, acounts: '*' } } },
    field: 'then.acounts',
    says: /Did you mean accounts/,
  },
  { what: 'a body that is no object', path: '/jobs', sending: { body: [1] }, field: 'body', says: /object/ },
  { what: 'malformed JSON', path: '/jobs', sending: { text: '{"operation":' }, field: 'body', says: /well-formed JSON/ },
  { what: 'no body', path: '/jobs', sending: { method: 'POST' }, field: 'operation', says: /./ },
  {
    what: 'a wrong content type',
    path: '/jobs',
    sending: { body: inventory, headers: { 'content-type': 'text/plain' } },
    status: 415,
    says: /application\/json/,
  },
  {
    what: 'an oversized body',
    path: '/jobs',
    sending: { body: { ...inventory, service: 'x'.repeat(300_000) } },
    status: 413,
    field: 'body',
    says: /256 KiB/,
  },
  { what: 'an unknown job', path: '/jobs/inv-none', status: 404, says: /no job inv-none/ },
  { what: 'accounts of an unknown job', path: '/jobs/inv-none/accounts', status: 404, says: /no job inv-none/ },
  { what: 'cancelling an unknown job', path: '/jobs/inv-none/cancel', sending: { method: 'POST' }, status: 404, says: /no job inv-none/ },
  { what: 'retrying an unknown job', path: '/jobs/inv-none/retry', sending: { method: 'POST' }, status: 404, says: /no job inv-none/ },
  { what: 'an unknown task status', path: `/jobs/${JOB_ID}/accounts?status=done`, field: 'status', says: /completed/ },
  { what: 'a limit of 0', path: '/jobs?limit=0', field: 'limit', says: /1 to 500/ },
  { what: 'a limit above 500', path: '/resources?limit=501', field: 'limit', says: /1 to 500/ },
  { what: 'a limit that is no number', path: '/accounts?limit=ten', field: 'limit', says: /1 to 500/ },
  { what: 'a cursor that is none', path: '/jobs?cursor=abc', field: 'cursor', says: /leave it out/ },
  { what: 'an unknown filter', path: '/resources?typ=AWS::EC2::VPC', field: 'typ', says: /Did you mean type/ },
  {
    what: 'a parameter of a request that takes none',
    path: '/accounts/000000000001?dry_run=true',
    sending: { method: 'PATCH', body: { enabled: false } },
    field: 'dry_run',
    says: /takes no parameters/,
  },
  { what: 'a parameter of a read that takes none', path: '/settings?verbose=1', field: 'verbose', says: /takes no parameters/ },
  { what: 'an unknown type', path: '/resources?type=AWS::EC2::VPD', field: 'type', says: /Did you mean AWS::EC2::VPC/ },
  { what: 'a type without its service', path: '/resources?type=vpc', field: 'type', says: /Did you mean AWS::EC2::VPC/ },
  { what: 'an unknown kind', path: '/resources?kind=vm', field: 'kind', says: /virtual_machine/ },
  { what: 'an unknown region of resources', path: '/resources?region=eu-wst-1', field: 'region', says: /Did you mean eu-west-1/ },
  { what: 'an unknown account of resources', path: '/resources?account_id=111111111111', field: 'account_id', says: /not registered/ },
  { what: 'a malformed account of resources', path: '/resources?account_id=gcp:1', field: 'account_id', says: /123456789012/ },
  { what: 'is_last that is neither', path: '/resources?is_last=2', field: 'is_last', says: /any/ },
  { what: 'a malformed uid', path: '/resources/vpc-1', field: 'uid', says: /<account>@<type>@<segment>@<id>/ },
  { what: 'a uid longer than any key', path: `/resources/${encodeURIComponent(`aws:1|T|r|${'x'.repeat(1500)}`)}`, field: 'uid', says: /./ },
  {
    what: 'a resource that is not there',
    path: `/resources/${encodeURIComponent('aws:000000000001|AWS::EC2::VPC|eu-west-1|vpc-0')}`,
    status: 404,
    says: /vpc-0/,
  },
  {
    what: 'changes of a resource that is not there',
    path: `/resources/${encodeURIComponent('aws:000000000001|AWS::EC2::VPC|eu-west-1|vpc-0')}/changes`,
    status: 404,
    says: /vpc-0/,
  },
  { what: 'an unknown type of coverage', path: '/coverage?type=AWS::EC2::VPN', field: 'type', says: /AWS::EC2::VPC/ },
  { what: 'an unknown region of coverage', path: '/coverage?region=eu-west-9', field: 'region', says: /is not a region/ },
  { what: 'an unknown service of coverage', path: '/coverage?service=s4', field: 'service', says: /s3/ },
  { what: 'an unknown outcome', path: '/coverage?outcome=broken', field: 'outcome', says: /denied/ },
  { what: 'no account to register', path: '/accounts', sending: { body: { accounts: [] } }, field: 'accounts', says: /./ },
  {
    what: 'a malformed account to register',
    path: '/accounts',
    sending: { body: { accounts: [{ account_id: '1' }] } },
    field: 'accounts[0].account_id',
    says: /123456789012/,
  },
  {
    what: 'an account to register twice',
    path: '/accounts',
    sending: { body: { accounts: [{ account_id: '000000000002' }, { account_id: 'aws:000000000002' }] } },
    field: 'accounts[1].account_id',
    says: /twice/,
  },
  {
    what: 'an account with an unknown connection',
    path: '/accounts',
    sending: { body: { accounts: [{ account_id: '000000000002', connection_id: 'other' }] } },
    field: 'accounts[0].connection_id',
    says: /no connection other/,
  },
  {
    what: 'an Azure account on an AWS connection',
    path: '/accounts',
    sending: { body: { accounts: [{ account_id: 'azure:12345678-1234-1234-1234-123456789012' }] } },
    field: 'accounts[0].connection_id',
    says: /logs in to aws/,
  },
  {
    what: 'an account with an unknown field',
    path: '/accounts',
    sending: { body: { accounts: [{ account_id: '000000000002', nam: 'x' }] } },
    field: 'accounts[0].nam',
    says: /Did you mean name/,
  },
  {
    what: 'a name with control characters',
    path: '/accounts',
    sending: { body: { accounts: [{ account_id: '000000000002', name: 'a\u001B[31m' }] } },
    field: 'accounts[0].name',
    says: /control characters/,
  },
  {
    what: 'a name that cannot be seen',
    path: '/accounts',
    sending: { body: { accounts: [{ account_id: '000000000002', name: '\u200B' }] } },
    field: 'accounts[0].name',
    says: /cannot be seen/,
  },
  {
    what: 'a unit with a character that cannot be seen',
    path: '/accounts',
    sending: { body: { accounts: [{ account_id: '000000000002', organizational_unit: '/Root/Prod\u2060' }] } },
    field: 'accounts[0].organizational_unit',
    says: /cannot be seen/,
  },
  {
    what: 'a connection with a name of spaces',
    path: '/connections',
    sending: { body: { connection_id: 'lab', provider: 'aws', name: '  ' } },
    field: 'name',
    says: /more than spaces/,
  },
  {
    what: 'a connection with a name that has a character that cannot be seen',
    path: '/connections',
    sending: { body: { connection_id: 'lab', provider: 'aws', name: 'la\u200Bb' } },
    field: 'name',
    says: /cannot be seen/,
  },
  {
    what: 'a name that is a credential',
    path: '/accounts',
    sending: { body: { accounts: [{ account_id: '000000000002', name: ACCESS_KEY_ID }] } },
    field: 'accounts[0].name',
    says: /looks like a credential/,
  },
  {
    what: 'a name with half a character',
    path: '/accounts',
    sending: { text: String.raw`{"accounts":[{"account_id":"000000000002","name":"\ud800"}]}` },
    field: 'accounts[0].name',
    says: /control characters/,
  },
  { what: 'a retry of what is no id', path: '/jobs', sending: { body: { ...inventory, retry_of: '' } }, field: 'retry_of', says: /./ },
  {
    what: 'a retry of a key that no table takes',
    path: '/jobs',
    sending: { body: { ...inventory, retry_of: 'x'.repeat(3000) } },
    field: 'retry_of',
    says: /200/,
  },
  {
    what: 'a retry of an unknown job',
    path: '/jobs',
    sending: { body: { ...inventory, retry_of: 'inv-none' } },
    field: 'retry_of',
    says: /no job "inv-none"/,
  },
  { what: 'a limit given twice', path: '/jobs?limit=1&limit=2', field: 'limit', says: /give it once/ },
  {
    what: 'an oversized body where none is read',
    path: `/jobs/${JOB_ID}/cancel`,
    sending: { text: 'x'.repeat(300_000) },
    status: 413,
    field: 'body',
    says: /256 KiB/,
  },
  {
    what: 'a change of nothing',
    path: '/accounts/000000000001',
    sending: { method: 'PATCH', body: {} },
    field: 'body',
    says: /enabled, name/,
  },
  {
    what: 'a change of what cannot change',
    path: '/accounts/000000000001',
    sending: { method: 'PATCH', body: { status: 'ok' } },
    field: 'status',
    says: /enabled/,
  },
  {
    what: 'a change of an unknown account',
    path: '/accounts/111111111111',
    sending: { method: 'PATCH', body: { enabled: false } },
    status: 404,
    says: /aws:111111111111/,
  },
  {
    what: 'a move of an unknown account',
    path: '/accounts/111111111111',
    sending: { method: 'PATCH', body: { connection_id: 'aws' } },
    status: 404,
    says: /aws:111111111111/,
  },
  { what: 'an unknown account by path', path: '/accounts/111111111111', status: 404, says: /aws:111111111111/ },
  {
    what: "a role's name with its path in the settings of a connection",
    path: '/connections',
    sending: { body: { connection_id: 'x', provider: 'aws', settings: { role_name: 'team/read' } } },
    field: 'settings.role_name',
    says: /without its path/,
  },
  {
    what: 'a setting that logins of the provider do not take',
    path: '/connections',
    sending: { body: { connection_id: 'x', provider: 'aws', settings: { role: 'r' } } },
    field: 'settings.role',
    says: /allowed are account, role_name, external_id, organization_role/,
  },
  {
    what: 'a credential among the settings of a connection',
    path: '/connections',
    sending: { body: { connection_id: 'x', provider: 'aws', settings: { external_id: 'AKIAIOSFODNN7EXAMPLE' } } },
    field: 'settings.external_id',
    says: /looks like a secret/,
  },
  {
    what: 'a connection of a cloud not read yet',
    path: '/connections',
    sending: { body: { connection_id: 'x', provider: 'gcp', settings: { role_name: 'r' } } },
    field: 'provider',
    says: /aws/,
  },
  { what: 'an unknown path', path: '/job', status: 404, says: /Did you mean \/jobs/ },
  {
    what: 'a wrong method',
    path: '/jobs',
    sending: { method: 'DELETE' },
    status: 405,
    field: 'method',
    says: /GET, HEAD, POST|POST, GET, HEAD/,
  },
];

describe('bad input', () => {
  it.each(cases)('$what is refused with the name of the field, and nothing is written', async ({ path, sending, status, field, says }) => {
    const before = await contents();

    const answer = await send(app, path, sending);

    expect(answer.status).toBe(status ?? 400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body.field).toBe(field);
    expect(`${answer.body.detail} ${answer.body.allowed?.join(' ') ?? ''}`).toMatch(says);
    expect(answer.body.detail).toMatch(/\.$|\?$/);
    expect(jobs.started).toEqual([]);
    expect(await contents()).toEqual(before);
  });
});

it.each<readonly [what: string, path: string, sending: Sending]>([
  ['a path', `/findings/${encodeURIComponent(HOSTILE)}`, {}],
  ['an account', `/accounts/${encodeURIComponent(HOSTILE)}`, {}],
  ['a value of a field', '/jobs', { body: { ...inventory, service: HOSTILE } }],
  ['the name of a field', '/jobs', { body: { ...inventory, [HOSTILE]: 1 } }],
  ['a query', `/findings?severity=${encodeURIComponent(HOSTILE)}`, {}],
  ['a connection', '/accounts/sync', { body: { connection_id: HOSTILE } }],
])('a refusal that repeats %s has no character that controls a terminal', async (_what, path, sending) => {
  const answer = await send(app, path, sending);

  expect(answer.status).toBeGreaterThanOrEqual(400);
  const texts = [answer.body.detail, answer.body.field, answer.body['instance'], ...(answer.body.allowed ?? [])].join(' ');
  expect(texts).not.toMatch(/[\p{Cc}\u202E]/u);
});

it('a refusal shows such a character by its escape', async () => {
  const { body } = await send(app, '/jobs', { body: { ...inventory, service: HOSTILE } });

  expect(body.detail).toContain('\\u001b]0;evil\\u0007');
});
