/** Suppressions of operators on findings of a customer: the customer sees that they hide its findings, and nothing more, and cannot end them. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { EVERYTHING, type Principal } from '../../../shared/access/principal.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import type { FindingRow } from '../../../shared/scan/model.ts';
import { suppressionIdOf } from '../../../shared/scan/suppression-repository.ts';
import { accountRow, apiFixture, TIME } from '../../support/api-fixture.ts';
import { type Answer, send, type Sending } from '../../support/conforming-api.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { ACME, callerOf, ZETA } from '../../support/two-customers.ts';

const SECRETS = ['qzREASON', 'qzAUTHOR', 'qzPERSON', 'sup-'];
const OPERATOR: Principal = { id: 'qzAUTHOR', name: 'qzAUTHOR', role: 'operator', scope: EVERYTHING };
const OWN = callerOf(ACME, 'operator');
const account_id = ACME.accounts[0]!;
const SHARED = parseAccountId('555555555555');
const inAccount = findingRow({ account_id });
const single = findingRow({ account_id: SHARED, resource_id: `${ACME.marker}-single` });

let store: MemoryStore;
let caller: Principal;
let app: ReturnType<typeof apiFixture>['app'];

beforeEach(async () => {
  store = new MemoryStore();
  app = apiFixture(store, undefined, () => Promise.resolve(caller)).app;
  await store.put('accounts', { ...accountRow({ account_id, tags: { team: 'shop' } }), customer_id: ACME.customer_id });
  await store.put('customer_resources', {
    resource_uid: ACME.single,
    customer_id: ACME.customer_id,
    account_id: SHARED,
    name: null,
    assigned_at: TIME,
    assigned_by: 'x',
    claim: 'x',
  });
  await store.putMany('findings', [inAccount, single]);
});

async function as(who: Principal, path: string, sending?: Sending): Promise<Answer> {
  caller = who;
  return await send(app, path, sending);
}

const pathOf = ({ finding_id }: FindingRow, action = ''): string => `/findings/${encodeURIComponent(finding_id)}${action}`;
const suppress = async (who: Principal, finding: FindingRow) =>
  await as(who, pathOf(finding, '/suppress'), { body: { reason: 'qzREASON', ...(who === OPERATOR && { on_behalf_of: 'qzPERSON' }) } });
const unsuppress = async (who: Principal, finding: FindingRow) => await as(who, pathOf(finding, '/unsuppress'), { body: {} });

const RULES = {
  'a rule over the account': { account_id },
  'a rule over accounts': { accounts: ['tag:team=shop'] },
  'a rule over resources of any account': { resource: `*${single.resource_id}`, policy_id: single.policy_id },
};

/** Suppresses the finding by a rule, as the next scan of its account does. */
async function suppressByRule(finding: FindingRow, scope: object): Promise<string> {
  const { status, body } = await as(OPERATOR, '/suppressions', {
    body: { scope, reason: 'qzREASON', on_behalf_of: 'qzPERSON' },
  });
  expect(status).toBe(201);
  const { suppression_id, reason, author, on_behalf_of } = body;
  const hidden = findingRow(finding, {
    status: 'suppressed',
    suppression: { suppression_id, reason, author, on_behalf_of },
    history: [...finding.history, { at: TIME, status: 'suppressed', reason: 'suppressed', author, on_behalf_of }],
  });
  await store.put('findings', hidden);
  return suppression_id;
}

describe.each([
  ['of its account', inAccount],
  ['of a resource that it has singly', single],
])('a finding %s', (_name, finding) => {
  it.each([
    ['itself', async () => void (await suppress(OPERATOR, finding))],
    ...Object.entries(RULES).map(([name, scope]) => [name, async () => void (await suppressByRule(finding, scope))] as const),
  ])('that operators have suppressed by %s is told to be, without reason, person and id', async (_how, hide) => {
    await hide();
    const answers: Answer['body'][] = [];
    for (const path of [pathOf(finding), '/findings?status=suppressed', '/findings?status=suppressed&include=resource', '/suppressions'])
      answers.push((await as(OWN, path)).body);

    expect(answers[0]).toMatchObject({ status: 'suppressed', suppression: { by: 'operators' } });
    expect(answers[1].items).toMatchObject([{ suppression: { by: 'operators' } }]);
    expect(SECRETS.filter((secret) => JSON.stringify(answers).includes(secret))).toEqual([]);
    expect((await as(OPERATOR, pathOf(finding))).body).toMatchObject({ suppression: { reason: 'qzREASON', author: 'qzAUTHOR' } });
  });
});

describe('an operator of the customer', () => {
  it.each(Object.entries(RULES).slice(0, 2))('cannot lift %s', async (_name, scope) => {
    const id = await suppressByRule(inAccount, scope);
    const before = store.snapshot();
    const lifted = await unsuppress(OWN, inAccount);
    const removed = await as(OWN, `/suppressions/${id}`, { method: 'DELETE' });
    const filtered = await as(OWN, `/findings?suppression_id=${id}`);

    expect(lifted).toMatchObject({ status: 403, body: { detail: expect.stringContaining('suppressed by the operators; only they') } });
    expect([removed.status, filtered.status]).toEqual([404, 400]);
    expect(JSON.stringify([lifted.body, removed.body, filtered.body])).not.toMatch(/qz(REASON|AUTHOR|PERSON)/);
    expect(store.snapshot()).toBe(before);
  });

  it.each([
    ['account', inAccount],
    ['single resource', single],
  ])('can neither replace nor end the suppression of a finding of its %s', async (_name, finding) => {
    await suppress(OPERATOR, finding);
    const before = store.snapshot();

    for (const answer of [await suppress(OWN, finding), await unsuppress(OWN, finding)]) {
      expect(answer.status).toBe(403);
      expect(answer.body.detail).toMatch(/suppressed by the operators.*only they/);
      expect(SECRETS.filter((secret) => JSON.stringify(answer.body).includes(secret))).toEqual([]);
    }
    expect(store.snapshot()).toBe(before);
  });

  it('sees and ends its own, and stays under a rule of operators that covers the finding too', async () => {
    await as(OPERATOR, '/suppressions', { body: { scope: { accounts: ['tag:team=shop'] }, reason: 'qzREASON', on_behalf_of: 'qzPERSON' } });
    const own = await as(OWN, pathOf(inAccount, '/suppress'), { body: { reason: 'ours' } });
    expect(own.body.suppression).toEqual({ suppression_id: suppressionIdOf(inAccount.finding_id), reason: 'ours', author: OWN.id });
    expect((await as(OWN, '/suppressions')).body.items).toHaveLength(1);

    const ended = await unsuppress(OWN, inAccount);

    expect(ended.body).toMatchObject({ status: 'suppressed', suppression: { by: 'operators' } });
    expect(JSON.stringify(ended.body)).not.toMatch(/qz(REASON|AUTHOR|PERSON)/);
    const seen = (await as(OPERATOR, pathOf(inAccount))).body;
    expect(seen.history.at(-1)).toMatchObject({ author: 'qzAUTHOR', on_behalf_of: 'qzPERSON' });
  });

  it('suppresses a finding again whose suppression by operators has ended', async () => {
    await suppress(OPERATOR, inAccount);
    await unsuppress(OPERATOR, inAccount);

    expect(await suppress(OWN, inAccount)).toMatchObject({ status: 200, body: { suppression: { reason: 'qzREASON', author: OWN.id } } });
  });

  it('loses its own to operators who suppress the finding too', async () => {
    await as(OWN, pathOf(inAccount, '/suppress'), { body: { reason: 'ours' } });
    await suppress(OPERATOR, inAccount);

    expect((await unsuppress(OWN, inAccount)).status).toBe(403);
    expect((await unsuppress(OPERATOR, inAccount)).status).toBe(200);
  });

  it('reads nothing of the suppressions of another customer that had the account before', async () => {
    await as(OWN, pathOf(inAccount, '/suppress'), { body: { reason: 'qzREASON' } });
    await store.update('accounts', { account_id }, { set: { customer_id: ZETA.customer_id } });
    const { scope, ...other } = callerOf(ZETA, 'operator');
    const next: Principal = { ...other, scope: { ...scope, kind: 'limited', accounts: new Set([account_id]) } };

    const { body } = await as(next, pathOf(inAccount));

    expect(body.suppression).toEqual({ by: 'operators' });
    expect(JSON.stringify(body)).not.toContain(ACME.marker);
    expect((await as(next, '/suppressions')).body.items).toEqual([]);
  });
});

it('operators of some accounts cannot lift a rule that covers more than these', async () => {
  await suppressByRule(inAccount, { accounts: ['tag:team=shop'] });
  const some: Principal = { id: 'some', name: 'some', role: 'operator', scope: { kind: 'limited', accounts: new Set([account_id]) } };

  expect((await unsuppress(some, inAccount)).status).toBe(409);
  expect((await as(OPERATOR, pathOf(inAccount))).body.status).toBe('suppressed');
});
