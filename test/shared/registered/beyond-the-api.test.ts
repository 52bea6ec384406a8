/** Registered resources where no route is: in jobs, scans, exports, SQL and the graph. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountRow } from '../../../shared/connections/model.ts';
import { AccountContent } from '../../../shared/exports/account-content.ts';
import { parseAccountId, REGISTERED_ACCOUNT } from '../../../shared/ids.ts';
import { untimed } from '../../../shared/observability/stages.ts';
import { runTask } from '../../../shared/jobs/run-task.ts';
import { PolicyLibrary } from '../../../shared/policies/policy-library.ts';
import { ScanWork } from '../../../shared/scan/scan-work.ts';
import type { TaskMessage } from '../../../shared/jobs/model.ts';
import { writtenExport } from '../../support/export-records.ts';
import { fetched, NETWORK } from '../../support/fake-cloud.ts';
import { apiFixture } from '../../support/api-fixture.ts';
import { send as request } from '../../support/conforming-api.ts';
import { World } from '../../support/world.ts';
import { Place } from '../../bin/commands/query/support.ts';

const CLOUD = parseAccountId('111111111111');
const VPC_ARN = 'arn:aws:ec2:eu-west-1:111111111111:vpc/vpc-1';
const POLICY = `id: own.servers-have-two-disks
title: Servers have two disks
description: A server with one disk loses its data with it.
severity: high
resource_type: Registered::Server
pass: config.disks >= 2
remediation:
  text: Build a second disk in.
  cli: "true # {resource_id}"
frameworks: {}
tests:
  - name: two
    verdict: pass
    resource: {config: {disks: 2}}
  - name: one
    verdict: fail
    resource: {config: {disks: 1}}
  - name: not said
    verdict: unknown
    resource: {config: {}}
`;

let world: World;
let api: ReturnType<typeof apiFixture>;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-test-'));
  world = await World.withAccounts(CLOUD);
  world.cloud.put(CLOUD, NETWORK, 'eu-west-1', [fetched('vpc-1', { native_id: VPC_ARN })]);
  api = apiFixture(world.store);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const send = async (line: string, body?: object) => {
  const [method = '', path = ''] = line.split(' ');
  const text = { text: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return await request(api.app, path, { method, ...(body && text) });
};
/** Registers a server and returns its id. */
const register = async (name: string, more: object = {}): Promise<string> =>
  String((await send('POST /resources', { type: 'Registered::Server', name, config: { disks: 1 }, ...more })).body['id']);

async function scan() {
  const library = new PolicyLibrary(api.policyFiles);
  const { store, bus, clock, metrics } = world;
  const work = new ScanWork({ store, outbox: bus.outbox, library, clock, metrics, writeConcurrency: 2 });
  world.clock.advance(1000);
  const { job_id } = await world.start({ operation: 'scan' });
  for (const { body } of world.queue.messages.splice(0)) {
    // Every message of this queue is one of a task.
    await runTask(body as TaskMessage, world.delivery(), { ...world.deps(), work });
  }
  return await world.job(job_id);
}

async function all<T>(records: Iterable<T> | AsyncIterable<T> | undefined): Promise<readonly T[]> {
  const kept: T[] = [];
  for await (const record of records ?? []) kept.push(record);
  return kept;
}

describe('a registered resource', () => {
  it('is judged by a policy on its type, which opens findings and resolves them', async () => {
    const one = await register('one');
    await register('two', { config: { disks: 2 } });
    await register('unsaid', { config: {} });
    const put = await request(api.app, '/policies/own.servers-have-two-disks', {
      method: 'PUT',
      text: POLICY,
      headers: { 'content-type': 'application/yaml' },
    });
    expect(put.status).toBe(200);

    expect(await scan()).toMatchObject({ status: 'completed', total_accounts: 2, completed: 2 });
    const { body } = await send('GET /findings?type=Registered::Server');
    expect(body['items']).toMatchObject([
      { policy_id: 'own.servers-have-two-disks', account_id: REGISTERED_ACCOUNT, resource_name: 'one', status: 'open', severity: 'high' },
    ]);
    const { body: policy } = await send('GET /policies/own.servers-have-two-disks');
    expect(policy['results']).toMatchObject({ pass: 1, fail: 1, unknown: 1 });

    await send(`PATCH /resources/${encodeURIComponent(one)}`, { config: { disks: 2 } });
    await scan();
    expect((await send('GET /findings?type=Registered::Server')).body['items']).toEqual([]);
    expect((await send('GET /findings?type=Registered::Server&status=resolved')).body['items']).toHaveLength(1);
  });

  it('is no matter of an inventory, which neither reads its account nor deletes it', async () => {
    const id = await register('one');

    const job = await world.runJob();
    const refused = world.start({ operation: 'inventory', accounts: [REGISTERED_ACCOUNT] });

    expect(job).toMatchObject({ status: 'completed', total_accounts: 1, completed: 1, failed: 0 });
    expect(await world.store.get('job_tasks', { job_id: job.job_id, account_id: REGISTERED_ACCOUNT })).toBeUndefined();
    expect((await send(`GET /resources/${encodeURIComponent(id)}`)).body).toMatchObject({ is_last: 1, version: 1 });
    await expect(refused).rejects.toThrow(
      /^accounts: an inventory reads clouds, and registered:muster is no account of one; leave it out\.$/,
    );
  });

  it('is in the exports, and in SQL', async () => {
    const id = await register('one', { region: 'rack-7', tags: { team: 'payments' } });
    const gone = await register('gone');
    expect((await api.app.request(`/resources/${encodeURIComponent(gone)}`, { method: 'DELETE' })).status).toBe(204);
    // The store's items are untyped; this is a row of `accounts`.
    const account = (await world.store.get('accounts', { account_id: REGISTERED_ACCOUNT })) as AccountRow | undefined;

    const options = { day: '2026-11-21', folder, goOn: () => Promise.resolve(), stage: untimed };
    const content = (await AccountContent.open(world.store, account!, options)).records();
    const resources = await all(content.resources);
    await all(content.findings);
    const changes = await all(content.changes);
    const coverage = await all(content.coverage);

    expect(changes.map(({ op }) => op).toSorted()).toEqual(['add', 'add', 'delete']);
    expect(coverage).toMatchObject([{ account_id: REGISTERED_ACCOUNT, type: 'Registered::Server', outcome: 'complete', resources: 1 }]);
    const place = new Place();
    await writtenExport(place.path('export'), { resources, coverage });
    const rows = await place.rows(
      "SELECT resource_uid, kind, region, name, json_extract_scalar(config, '$.disks') AS disks FROM resources WHERE provider = 'registered'",
    );
    place.remove();
    expect(rows).toEqual([{ resource_uid: id.replaceAll('@', '|'), kind: 'other', region: 'rack-7', name: 'one', disks: '1' }]);
  });

  it('is found by what refers to it, and finds what it refers to, by id, by name and by ARN', async () => {
    await world.runJob();
    const rack = await register('rack-7');
    const server = await register('web', {
      relationships: [
        { relation: 'located_in', type: 'Registered::Server', id: rack.split('@').at(-1) },
        { relation: 'uses', type: NETWORK.type, id: VPC_ARN },
      ],
    });
    const guest = await register('guest', { relationships: [{ relation: 'runs_on', type: 'Registered::Server', id: 'web' }] });
    const related = async (id: string) => {
      const { body } = await send(`GET /resources/${encodeURIComponent(id)}/related`);
      return body['resources']
        .map((each: { readonly id: string }) => each.id)
        .filter((each: string) => each !== id)
        .toSorted();
    };

    expect(await related(rack)).toEqual([server]);
    expect(await related(server)).toEqual([`${CLOUD}@${NETWORK.type}@eu-west-1@vpc-1`, rack, guest].toSorted());
    expect(await related(guest)).toEqual([server]);
  });

  it('is listed by a region in its owner’s words, together with its type', async () => {
    const id = await register('one', { region: 'rack-7' });
    await register('two', { region: 'rack-8' });
    const query = 'type=Registered::Server&region=rack-7';

    expect((await send(`GET /resources?${query}`)).body['items']).toMatchObject([{ id }]);
    expect((await send(`GET /named-resources?name=one&${query}`)).body['resources']).toMatchObject([{ id }]);
    expect((await send(`GET /changes?since=2026-11-21T00:00:00Z&${query}`)).body['items']).toMatchObject([{ id }]);
    expect((await send(`GET /findings?${query}`)).status).toBe(200);
    expect((await send(`GET /coverage?${query}`)).body['items']).toMatchObject([{ type: 'Registered::Server' }]);
    for (const path of ['resources?', 'named-resources?name=one&', 'findings?', 'coverage?', 'changes?since=2026-11-21T00:00:00Z&'])
      expect((await send(`GET /${path}region=rack-7`)).body).toMatchObject({
        status: 400,
        field: 'region',
        detail: expect.stringMatching(/"rack-7" is not a region\..* If it is where a registered resource is, name its type too/),
      });
  });
});
