/** Walks every route of the OpenAPI document as one of two customers: no byte of the one reaches the other, and neither changes what is the other's. */
import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../../shared/access/principal.ts';
import { TIME } from '../../support/api-fixture.ts';
import { notificationRow } from '../../support/notification-rows.ts';
import { policyText } from '../../support/policy-text.ts';
import { ACME, callerOf, DAY, NIGHTS, NOBODY, type Tenant, twoCustomers, ZETA } from '../../support/two-customers.ts';

/** Requests as `METHOD /path`, with a body after a space where one is sent. */
type Requests = (of: Tenant) => readonly string[];

const encoded = encodeURIComponent;
const none: Requests = () => [];
const POLICY = 'aws.s3.bucket-versioning-enabled';
const STORE = { type: 'plain_store', name: 'mine', region: 'eu-west-1', config: { engine: 'oak' } };

const notificationOf = ({ marker }: Tenant): string => notificationRow({ at: Date.parse(TIME), event_id: marker }).notification_id;

/** The requests to every route. A route that is missing here fails the test: whoever adds one says how it is asked for what is one customer's. */
const WALKED: Readonly<Record<string, Requests>> = {
  'get /accounts': ({ accounts, customer_id, marker }) => [
    '/accounts',
    `/accounts?account_id=${accounts[0]}`,
    `/accounts?account_id=tag:${marker}`,
    `/accounts?customer_id=${customer_id}`,
  ],
  'get /accounts/{account_id}': ({ accounts }) => [`/accounts/${accounts[0]}`],
  'get /audit': () => ['/audit'],
  'get /changes': ({ accounts, marker, single, uids }) =>
    ['', `&account_id=${accounts[0]}`, `&tag=${marker}`, `&resource=${encoded(uids[0]!)}`, `&resource=${encoded(single)}`].map(
      (more) => `/changes?since=${DAY}T00:00:00Z${more}`,
    ),
  'get /connections': () => ['/connections'],
  'get /connections/{connection_id}': ({ marker }) => [`/connections/${marker}`, '/connections/aws'],
  'get /coverage': ({ accounts }) => ['/coverage', `/coverage?account_id=${accounts[0]}`, '/coverage?outcome=failed'],
  'get /coverage/accounts': ({ accounts, marker }) => [
    '/coverage/accounts',
    `/coverage/accounts?account_id=${accounts[0]}`,
    `/coverage/accounts?account_id=tag:${marker}`,
    '/coverage/accounts?outcome=failed',
  ],
  'get /customers': () => ['/customers'],
  'get /customers/{customer_id}': ({ customer_id }) => [`/customers/${customer_id}`],
  'get /customers/{customer_id}/resources': ({ customer_id }) => [`/customers/${customer_id}/resources`],
  'get /exports': () => ['/exports'],
  'get /exports/{date}': () => NIGHTS.map((night) => `/exports/${night}`),
  'get /exports/{date}/accounts': ({ accounts }) => [
    ...NIGHTS.map((night) => `/exports/${night}/accounts`),
    `/exports/${DAY}/accounts?account_id=${accounts[0]}`,
  ],
  'get /exports/{date}/accounts/{account_id}': ({ accounts }) => NIGHTS.map((night) => `/exports/${night}/accounts/${accounts[0]}`),
  'get /findings': ({ accounts, marker, suppressions, uids }) =>
    [
      '',
      `account_id=${accounts[0]}`,
      `organizational_unit=${marker}`,
      `resource=${encoded(uids[0]!)}`,
      `tag=${marker}`,
      'include=resource',
      `suppression_id=${suppressions[0]}`,
      'status=suppressed',
    ].map((query) => `/findings?${query}`),
  'get /findings/{finding_id}': ({ findings }) => findings.map((id) => `/findings/${encoded(id)}`),
  'get /findings/groups': ({ accounts, marker }) =>
    ['by=account', 'by=policy', 'by=resource', 'by=service', `by=resource&account_id=${accounts[0]}`, `by=account&tag=${marker}`].map(
      (query) => `/findings/groups?${query}`,
    ),
  'get /frameworks': () => ['/frameworks'],
  'get /frameworks/{framework_id}': ({ accounts }) => ['/frameworks/cis-aws-7.0', `/frameworks/cis-aws-7.0?account_id=${accounts[0]}`],
  'get /jobs': () => ['/jobs'],
  'get /jobs/{job_id}': ({ job_id }) => [`/jobs/${job_id}`, '/jobs/inv-all-20261121-143022-7f3a'],
  'get /jobs/{job_id}/accounts': ({ job_id }) => [`/jobs/${job_id}/accounts`, '/jobs/inv-all-20261121-143022-7f3a/accounts'],
  'get /managed-resources': ({ accounts, customer_id, marker }) => [
    '/managed-resources',
    `/managed-resources?account_id=${accounts[0]}`,
    `/managed-resources?account_id=tag:${marker}`,
    `/managed-resources?customer_id=${customer_id}`,
  ],
  'get /managed-resources/{managed_id}': ({ managed }) => managed.map((id) => `/managed-resources/${id}`),
  'get /managed-resources/{managed_id}/events': ({ managed }) => managed.map((id) => `/managed-resources/${id}/events`),
  'get /managed-resources/{managed_id}/plan': ({ managed }) => managed.map((id) => `/managed-resources/${id}/plan`),
  'get /managed-resources/{managed_id}/status': ({ managed }) => managed.map((id) => `/managed-resources/${id}/status`),
  'get /managers': () => ['/managers'],
  'get /managers/{type}': () => ['/managers/plain_store'],
  'get /me': () => ['/me'],
  'get /migrations': () => ['/migrations'],
  'get /named-resources': ({ accounts, marker }) =>
    [`name=${marker}-bucket`, `name=${encoded(`arn:aws:s3:::${marker}-bucket`)}`, `name=${marker}-bucket&account_id=${accounts[0]}`].map(
      (query) => `/named-resources?${query}`,
    ),
  'get /notifications': ({ findings }) => ['/notifications', `/notifications?subject=${encoded(findings[0]!)}`],
  'get /notifications/{notification_id}': (of) => [`/notifications/${notificationOf(of)}`, `/notifications/${encoded(of.findings[0]!)}`],
  'get /path': ({ uids }) => [`/path?from=${encoded(uids[0]!)}&to=${encoded(uids[1]!)}`],
  'get /policies': () => ['/policies'],
  'get /policies/draft': () => ['/policies/draft?type=AWS::S3::Bucket'],
  'get /policies/schema': () => ['/policies/schema'],
  'get /policies/{policy_id}/text': () => [`/policies/${POLICY}/text`],
  'get /policies/{policy_id}': ({ accounts }) => [`/policies/${POLICY}`, `/policies/${POLICY}?account_id=${accounts[0]}`],
  'get /queries/{query_id}': () => ['/queries/query-1'],
  'get /queries/{query_id}/rows': () => ['/queries/query-1/rows'],
  'get /policies/{policy_id}/verdicts': ({ accounts }) => [
    `/policies/${POLICY}/verdicts?account_id=${accounts[0]}`,
    `/policies/${POLICY}/verdicts?account_id=${accounts[0]}&verdict=pass,fail`,
  ],
  'get /registered-types': () => ['/registered-types'],
  'get /registered-types/{type}': () => ['/registered-types/Registered::VirtualMachine'],
  'get /resources': ({ accounts, marker, uids }) =>
    [
      '',
      'assigned=true',
      `account_id=${accounts[0]}`,
      `account_id=tag:${marker}`,
      `tag=${marker}`,
      'type=AWS::S3::Bucket',
      `resource=${encoded(uids[0]!)}`,
    ].map((query) => `/resources?${query}`),
  'get /resources/{uid}': ({ single, uids }) => [...uids, single].map((uid) => `/resources/${encoded(uid)}`),
  'get /resources/{uid}/changes': ({ single, uids }) => [...uids, single].map((uid) => `/resources/${encoded(uid)}/changes`),
  'get /resources/{uid}/related': ({ single, uids }) => [...uids, single].map((uid) => `/resources/${encoded(uid)}/related`),
  'get /search/resources': ({ accounts, marker, shared }) =>
    ['', `text=${marker}`, `tag=${marker}`, `account_id=${accounts[0]}`, 'type=AWS::S3::Bucket', `text=${shared.slice(4)}`].map(
      (query) => `/search/resources?${query}`,
    ),
  'get /settings': () => ['/settings'],
  'get /summary': () => ['/summary'],
  'get /suppressions': () => ['/suppressions'],
  'get /trend': ({ accounts, marker }) => ['', `?account_id=${accounts[0]}`, `?account_id=tag:${marker}`].map((query) => `/trend${query}`),
  'get /views': () => ['/views', '/views?page=findings'],
  'get /views/{name}': ({ marker }) => [`/views/${marker}`],

  'delete /accounts/{account_id}': ({ accounts }) => [`/accounts/${accounts[0]}`],
  'delete /connections/{connection_id}': () => ['/connections/aws'],
  'delete /customers/{customer_id}': ({ customer_id }) => [`/customers/${customer_id}`, `/customers/${customer_id}?release=true`],
  'delete /customers/{customer_id}/accounts/{account_id}': ({ customer_id, accounts }) => [
    `/customers/${customer_id}/accounts/${accounts[0]}`,
  ],
  'delete /customers/{customer_id}/resources/{uid}': ({ customer_id, single }) => [
    `/customers/${customer_id}/resources/${encoded(single)}`,
  ],
  'delete /managed-resources/{managed_id}': ({ managed }) => managed.map((id) => `/managed-resources/${id}`),
  'delete /policies/{policy_id}': () => ['/policies/user.own'],
  'delete /registered-types/{type}': () => ['/registered-types/Registered::VirtualMachine'],
  'delete /resources/{uid}': ({ single, uids }) => [single, ...uids].map((uid) => `/resources/${encoded(uid)}`),
  'delete /views/{name}': ({ marker }) => [`/views/${marker}`],
  'delete /suppressions/{suppression_id}': ({ suppressions }) => suppressions.map((id) => `/suppressions/${id}`),
  'patch /accounts/{account_id}': ({ accounts }) => [`/accounts/${accounts[0]} {"name":"mine"}`],
  'patch /connections/{connection_id}': () => ['/connections/aws {"name":"mine"}'],
  'patch /customers/{customer_id}': ({ customer_id }) => [`/customers/${customer_id} {"name":"mine"}`],
  'patch /managed-resources/{managed_id}': ({ managed }) => managed.map((id) => `/managed-resources/${id} {"paused":true}`),
  'patch /resources/{uid}': ({ single, uids }) => [single, ...uids].map((uid) => `/resources/${encoded(uid)} {"name":"mine"}`),
  'post /accounts': ({ accounts }) => [`/accounts {"accounts":[{"account_id":"${accounts[0]}"}]}`],
  'post /accounts/sync': () => ['/accounts/sync {}'],
  'post /connections': () => ['/connections {"connection_id":"mine","provider":"aws"}'],
  'post /connections/{connection_id}/check': () => ['/connections/aws/check'],
  'post /customers': ({ marker }) => [`/customers {"name":"mine","email":"it@${marker}.example"}`],
  'post /findings/suppress': ({ findings }) => findings.map((id) => `/findings/suppress {"finding_ids":["${id}"],"reason":"known"}`),
  'post /findings/{finding_id}/suppress': ({ findings }) => findings.map((id) => `/findings/${encoded(id)}/suppress {"reason":"known"}`),
  'post /findings/{finding_id}/unsuppress': ({ findings }) => findings.map((id) => `/findings/${encoded(id)}/unsuppress {}`),
  'post /jobs': ({ accounts, marker }) => [
    `/jobs {"operation":"inventory","accounts":["${accounts[0]}"]}`,
    `/jobs {"operation":"inventory","accounts":["tag:${marker}"]}`,
  ],
  'post /jobs/{job_id}/cancel': ({ job_id }) => [`/jobs/${job_id}/cancel`],
  'post /jobs/{job_id}/retry': ({ job_id }) => [`/jobs/${job_id}/retry`],
  'post /managed-resources': ({ accounts, managed }) => [
    `/managed-resources ${JSON.stringify({ ...STORE, account_id: accounts[0] })}`,
    `/managed-resources?dry_run=true ${JSON.stringify({ ...STORE, account_id: accounts[0] })}`,
    ...managed.map((managed_id) => {
      const body = { type: 'plain_worker', name: 'mine', account_id: ACME.accounts[0], config: { command: 'run' } };
      return `/managed-resources ${JSON.stringify({ ...body, dependencies: [{ name: 'store', managed_id }] })}`;
    }),
  ],
  'post /managed-resources/plan': ({ accounts }) => [
    `/managed-resources/plan ${JSON.stringify({ resources: [{ ...STORE, account_id: accounts[0] }] })}`,
  ],
  'post /managed-resources/adopt': ({ single, uids }) =>
    [single, ...uids].map((resource_id) => `/managed-resources/adopt ${JSON.stringify({ resource_id })}`),
  'post /managed-resources/{managed_id}/operations/{name}': ({ managed }) =>
    managed.map((id) => `/managed-resources/${id}/operations/tidy {}`),
  'post /managed-resources/{managed_id}/reconcile': ({ managed }) => managed.map((id) => `/managed-resources/${id}/reconcile`),
  'post /migrations/run': () => ['/migrations/run'],
  'post /policies/check': ({ accounts }) => [`/policies/check ${JSON.stringify({ text: policyText(), account_id: accounts })}`],
  'post /queries': () => ['/queries {"sql":"SELECT 1"}'],
  'post /queries/{query_id}/cancel': () => ['/queries/query-1/cancel'],
  'post /resources': ({ customer_id, single }) => [
    `/resources {"type":"Registered::VirtualMachine","name":"mine","customer_id":"${customer_id}"}`,
    `/resources {"customer_id":"${customer_id}","resource_id":"${single}","transfer":true}`,
  ],
  'post /notifications/{notification_id}/read': (of) => [`/notifications/${notificationOf(of)}/read`],
  'post /suppressions': ({ accounts }) => [`/suppressions {"scope":{"account_id":"${accounts[0]}"},"reason":"known"}`],
  'put /customers/{customer_id}/accounts/{account_id}': ({ customer_id, accounts }) => [
    `/customers/${customer_id}/accounts/${accounts[0]} {"transfer":true}`,
  ],
  'put /policies/{policy_id}': none,
  'put /views/{name}': () => ['/views/mine {"page":"findings","query":""}'],
  'put /registered-types/{type}': () => ['/registered-types/Registered::VirtualMachine {"schema":{}}'],
};

type World = Awaited<ReturnType<typeof twoCustomers>>;

async function send({ app }: World, method: string, request: string) {
  const [, path = '', body] = /^(\S+)(?: (.*))?$/s.exec(request) ?? [];
  const json = body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } };
  const answer = await app.request(path, { method: method.toUpperCase(), ...json });
  return { status: answer.status, headers: JSON.stringify([...answer.headers]), text: await answer.text() };
}

/** The text with what is inside of its cursors. */
const opened = (text: string): string =>
  text + [...text.matchAll(/"next_cursor":"([A-Za-z0-9_-]+)"/g)].map(([, cursor]) => Buffer.from(cursor!, 'base64url').toString()).join('');

/** Every page, beginning with pages of one item and then of many. */
async function everyPage(world: World, request: string) {
  const texts: string[] = [];
  for (const limit of [1, 500]) {
    let cursor: string | undefined;
    do {
      const more = `${request.includes('?') ? '&' : '?'}limit=${limit}${cursor === undefined ? '' : `&cursor=${cursor}`}`;
      const { headers, text } = await send(world, 'get', `${request}${more}`);
      texts.push(headers, opened(text));
      cursor = /"next_cursor":"([A-Za-z0-9_-]+)"/.exec(text)?.[1];
    } while (cursor !== undefined);
  }
  const whole = await send(world, 'get', request);
  return { status: whole.status, text: [...texts, whole.headers, opened(whole.text)].join('\n') };
}

/** The request id is another one in each answer. */
/** Without the ids of the request and of the notification that was asked for, which the answer repeats. */
const withoutIds = (text: string): string => text.replaceAll(/"request_id":"\w+"/g, '').replaceAll(/\d{13}-[\w-]{16}/g, '<notification>');

const routes = async () => {
  const { app } = await twoCustomers(callerOf(ACME, 'viewer'));
  return app.openAPIRegistry.definitions.flatMap((each) => (each.type === 'route' ? [`${each.route.method} ${each.route.path}`] : []));
};
const READS = Object.keys(WALKED).filter((route) => route.startsWith('get '));
const WRITES = Object.keys(WALKED).filter((route) => !route.startsWith('get '));
const PAIRS = [
  [ACME, ZETA],
  [ZETA, ACME],
] as const;

/** Routes that answer with nothing of a customer's own. */
const NOTHING_OWN = [
  'get /audit',
  'get /managers',
  'get /managers/{type}',
  'get /settings',
  'get /registered-types',
  'get /registered-types/{type}',
  'get /migrations',
  'get /queries/{query_id}',
  'get /queries/{query_id}/rows',
  'get /connections',
  'get /connections/{connection_id}',
  'get /frameworks',
  'get /policies',
  'get /policies/draft',
  'get /policies/schema',
  'get /policies/{policy_id}/text',
  'get /exports',
  'get /exports/{date}',
];

/** The statuses other than 200: nobody with a limited scope has connections, sees migrations or may query, and one night has nothing of one customer. */
const NOT_THERE: Readonly<Record<string, (own: Tenant) => readonly number[]>> = {
  'get /connections/{connection_id}': () => [404, 404],
  'get /audit': () => [403],
  'get /settings': () => [403],
  'get /migrations': () => [403],
  'get /queries/{query_id}': () => [403],
  'get /queries/{query_id}/rows': () => [403],
  'get /registered-types/{type}': () => [404],
  'get /exports/{date}': (own) => (own === ZETA ? [404] : []),
  'get /exports/{date}/accounts': (own) => (own === ZETA ? [404] : []),
  'get /exports/{date}/accounts/{account_id}': (own) => (own === ZETA ? [404] : []),
};

describe('the walk', () => {
  it('asks for every route', async () => {
    expect((await routes()).toSorted()).toEqual(Object.keys(WALKED).toSorted());
  });
});

describe.each(PAIRS.map(([own, other]) => [own.marker, own, other] as const))('what %s reads', (_name, own, other) => {
  it.each(READS)('%s has its own and nothing of the other', async (route) => {
    const world = await twoCustomers(callerOf(own, 'viewer'));
    const answers = await Promise.all(WALKED[route]!(own).map(async (request) => await everyPage(world, request)));
    const text = answers.map((each) => each.text).join('\n');

    expect(other.secrets.filter((secret) => text.includes(secret))).toEqual([]);
    // Lists are served by the scope's own partitions: no table is read whole, but that of types, which is nobody's.
    expect([...world.store.requests.keys()].filter((call) => call.startsWith('scan ') && call !== 'scan registered_types')).toEqual([]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status !== 200)).toEqual(NOT_THERE[route]?.(own) ?? []);
    if (!NOTHING_OWN.includes(route)) expect(own.secrets.some((secret) => text.includes(secret))).toBe(true);
  });

  it.each(READS)('%s tells what is the other’s from what is not there by nothing', async (route) => {
    const foreign = WALKED[route]!(other);
    const missing = WALKED[route]!(NOBODY);
    for (const [place, request] of foreign.entries()) {
      if (request === missing[place]) continue;
      const answers = [];
      for (const [each, named] of [
        [request, other],
        [missing[place]!, NOBODY],
      ] as const) {
        const world = await twoCustomers(callerOf(own, 'viewer'));
        world.store.requests.clear();
        const { status, headers, text } = await send(world, 'get', each);
        const same = (given: string): string =>
          [named.customer_id, ...named.secrets].reduce<string>((shown, secret) => shown.replaceAll(secret, '…'), given);
        answers.push({ status, headers, text: same(withoutIds(text)), calls: Object.fromEntries(world.store.requests) });
      }
      expect([request, answers[0]]).toEqual([request, answers[1]]);
    }
  });
});

/** Every row that is the other's, nobody's or of both. The account that holds everyone's registered resources is left out: neither has one at first. */
const foreignRows = ({ store }: World, own: Tenant, other: Tenant): string =>
  store
    .snapshot()
    .split('\n')
    .filter((row) => !row.includes('registered:muster'))
    .filter((row) => !own.secrets.some((secret) => row.includes(secret)) || other.secrets.some((secret) => row.includes(secret)))
    .join('\n');

/** Refuses each finding by itself: the answer says so, and has the status 200. */
const ANSWERS_FOR_EACH = 'post /findings/suppress';

const limited: readonly Role[] = ['viewer', 'operator', 'admin'];

describe.each(limited)('a customer’s %s', (role) => {
  it.each(WRITES)('%s changes nothing of the other, whether it is asked for its own or for the other’s', async (route) => {
    const [method = ''] = route.split(' ');
    for (const request of [...WALKED[route]!(ZETA), ...WALKED[route]!(ACME)]) {
      const world = await twoCustomers(callerOf(ACME, role));
      const before = foreignRows(world, ACME, ZETA);
      const { status, text } = await send(world, method, request);

      expect(foreignRows(world, ACME, ZETA)).toBe(before);
      expect(status).not.toBe(500);
      const { started, cancelled, retried } = world.jobs;
      expect(JSON.stringify([started, cancelled, retried])).not.toContain(ZETA.accounts[0]);
      expect(JSON.stringify([started, cancelled, retried])).not.toContain(ZETA.marker);
      expect([world.checks.asked, world.syncs.asked, world.policyFiles.writes]).toEqual([[], [], 0]);
      const named = ZETA.secrets.some((secret) => request.includes(secret));
      if (named && route === ANSWERS_FOR_EACH && status === 200) expect(JSON.parse(text)).toMatchObject({ suppressed: 0 });
      else if (named) expect([400, 403, 404]).toContain(status);
      else expect(ZETA.secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });
});
