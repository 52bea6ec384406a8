import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ManagedId } from '../../../shared/managed/model.ts';
import { ManagedRepository, type RowChange } from '../../../shared/managed/repository.ts';
import { account, accountRow, putResources, resourceRow } from '../../support/api-fixture.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { CommandLine, type Ran } from './support/command-line.ts';

const line = new CommandLine();
let store: MemoryStore;
let folder: string;

const muster = async (...args: readonly string[]): Promise<Ran> => line.muster(args);

function file(text: string, name = 'shop.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const STORE = `type: plain_store
name: shop-db
account_id: ${account('1')}
region: eu-west-1
config: {engine: oak}
`;
const WORKER = `type: plain_worker
name: build
account_id: ${account('1')}
config:
  command: run
dependencies:
  - name: db
    relation: uses
    resource: {type: plain_store, name: shop-db, region: eu-west-1}
`;
/** The worker comes first, so that the order of application is another one. */
const BOTH = `${WORKER}---\n${STORE}`;

const READY = {
  provider_resource_id: 'store-1',
  actual_config: { engine: 'oak', size: 'small', port: 1234, shelf: 'top', endpoint: 'db.example' },
  last_reconciled: '2026-11-21T14:00:00.000Z',
  conditions: (['Validated', 'DependenciesReady', 'Created', 'InSync', 'Ready'] as const).map((type) => ({
    type,
    status: 'True' as const,
    reason: 'Seen',
    message: 'It is so.',
    last_transition_time: '2026-11-21T14:00:00.000Z',
  })),
};

/** Writes what a worker would have seen of all resources. */
async function seen(set: NonNullable<RowChange['set']> = READY): Promise<void> {
  const { clock, bus } = line.fixture;
  const rows = new ManagedRepository({ store, outbox: bus.outbox, clock });
  for (const { managed_id } of (await rows.list({ limit: 10 })).items)
    await rows.change(managed_id, ({ generation }) => ({
      set: { observed_generation: generation, applied_generation: generation, ...set },
    }));
}

const idOf = async (name: string): Promise<ManagedId> =>
  (await muster('managed', 'show', name, '--json')).lines[0]?.['managed_id'] as ManagedId;

beforeAll(async () => line.open());
afterAll(async () => line.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-managed-'));
  store = new MemoryStore();
  line.reset(store);
  await store.put('accounts', accountRow());
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('muster managed apply', () => {
  it('asks for what the file has, dependencies first, and does nothing the second time', async () => {
    const path = file(BOTH);
    const first = await muster('managed', 'apply', '-f', path);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^plain_store\/shop-db {2}requested {2}mgd_.{22}\nplain_worker\/build {2}requested {2}mgd_.{22}\n$/);
    expect((await muster('managed', 'apply', '-f', path, '--json')).lines).toMatchObject([
      { result: 'unchanged' },
      { result: 'unchanged' },
    ]);
    const larger = file(BOTH.replace('engine: oak', 'engine: oak, size: large'));
    expect((await muster('managed', 'apply', '-f', larger, '--json')).lines).toMatchObject([
      { name: 'shop-db', result: 'changed' },
      { name: 'build', result: 'unchanged' },
    ]);
  });

  it('takes lists, several files, and JSON', async () => {
    const list = file(`- ${STORE.trim().replaceAll('\n', '\n  ')}\n`, 'list.yaml');
    const json = file(
      JSON.stringify({ type: 'plain_worker', name: 'other', account_id: account('1'), config: { command: 'x' } }),
      'a.json',
    );
    expect((await muster('managed', 'apply', '-f', list, json, '--json')).lines).toMatchObject([{ name: 'shop-db' }, { name: 'other' }]);
  });

  it('sends nothing if anything is wrong, and tells all of it with its place', async () => {
    const path = file(BOTH.replace('engine: oak', 'engine: oka, size: huge').replace('command: run', 'comand: run'));
    const { code, out, err } = await muster('managed', 'apply', '-f', path);
    expect([code, out]).toEqual([2, '']);
    expect(err.split('\n')).toEqual([
      expect.stringContaining(`muster: ${path}, request 1: config.command: missing`),
      expect.stringContaining(
        `muster: ${path}, request 1: config.comand: unknown; allowed are command, environment, replicas. Did you mean command?`,
      ),
      expect.stringContaining(`muster: ${path}, request 2: config.engine: "oka" came`),
      expect.stringContaining(`muster: ${path}, request 2: config.size: "huge" came`),
      '',
    ]);
    expect((await muster('managed', 'list')).out).toBe('Nothing is managed.\n');
  });

  it('sends nothing if a name is taken, and offers to adopt', async () => {
    await putResources(store, [resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'shop-db' }, { name: 'shop-db' })]);
    const { code, err } = await muster('managed', 'apply', '-f', file(BOTH));
    expect(code).toBe(2);
    expect(err).toContain('take it over with "muster managed adopt"');
    expect((await muster('managed', 'list')).out).toBe('Nothing is managed.\n');
  });

  it('follows what it has asked for until it is ready, or one fails', async () => {
    const path = file(BOTH);
    const ready = await line.muster(['managed', 'apply', '-f', path, '--watch'], async () => seen());
    expect(ready).toMatchObject({ code: 0 });
    expect(ready.out.split('\n').slice(2)).toEqual([
      'plain_store/shop-db  Pending',
      'plain_worker/build  Pending',
      'plain_store/shop-db  Ready',
      'plain_worker/build  Ready',
      '',
    ]);
    const failed = await line.muster(
      ['managed', 'apply', '-f', file(BOTH.replace('engine: oak', 'engine: oak, size: large')), '--watch'],
      async () => seen({ ...READY, conditions: [{ ...READY.conditions[0]!, status: 'False' }], message: 'It is not valid.' }),
    );
    expect(failed.code).toBe(1);
    expect(failed.out).toContain('plain_store/shop-db  Failed  It is not valid.');
  });

  it.each([
    ['nothing', '', /no request; write at least one/],
    ['a text', 'hello', /request 1: not an object/],
    ['no YAML', 'a: [', /line 1, column \d+: (?!.*at line).*[a-z\]]\n$/],
    ['a number in a list', '- 1', /request 1: not an object/],
  ])('refuses a file with %s', async (_what, text, message) => {
    const ran = await muster('managed', 'apply', '-f', file(text));
    expect([ran.code, ran.err]).toEqual([2, expect.stringMatching(message)]);
  });

  it('refuses a file that is not there', async () => {
    const ran = await muster('managed', 'apply', '-f', join(folder, 'none.yaml'));
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('cannot be read')]);
  });
});

describe('muster managed plan', () => {
  it('shows what files would change, with exit code 2 if that would be refused', async () => {
    const path = file(BOTH);
    const before = await muster('managed', 'plan', '-f', path);
    expect(before.code).toBe(0);
    expect(before.out).toMatch(/resource +plain_store\/shop-db\naction +create\nseen +never\n/);
    expect(before.out).toMatch(/\/config\/engine +null +"oak" +create/);
    expect((await muster('managed', 'list')).out).toBe('Nothing is managed.\n');
    await putResources(store, [resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'shop-db' }, { name: 'shop-db' })]);
    expect((await muster('managed', 'plan', '-f', path)).code).toBe(2);
  });

  it('shows the next step of a resource, and needs one or a file', async () => {
    await muster('managed', 'apply', '-f', file(STORE));
    await seen({ ...READY, actual_config: { ...READY.actual_config, size: 'large' } });
    const { out } = await muster('managed', 'plan', 'plain_store/shop-db');
    expect(out).toMatch(/action +report\n/);
    expect(out).toMatch(/\/config\/size +"large" +"small" +update/);
    for (const args of [[], ['shop-db', '-f', 'x.yaml']])
      expect(await muster('managed', 'plan', ...args)).toMatchObject({ code: 2, err: expect.stringContaining('Give either') });
  });
});

describe('muster managed', () => {
  it('lists, shows, and tells what has happened', async () => {
    await muster('managed', 'apply', '-f', file(BOTH));
    await seen();
    expect((await muster('managed', 'list', '--type', 'plain_store', '--json')).lines).toMatchObject([{ name: 'shop-db' }]);
    expect((await muster('managed', 'list', '--phase', 'Ready', '--account', account('1'), '--json')).lines).toHaveLength(2);
    const { out } = await muster('managed', 'show', 'shop-db');
    expect(out).toMatch(/phase +Ready\n/);
    expect(out).toMatch(/conditions +Validated=True \(Seen\), /);
    expect((await muster('managed', 'events', 'build')).out).toMatch(/plain_worker\.requested/);
    expect((await muster('managed', 'types')).out).toMatch(/plain_store +Store +retain, delete, snapshot/);
    expect((await muster('managed', 'types', 'plain_store', '--json')).lines).toMatchObject([{ sizes: { small: { litres: 1 } } }]);
    expect(await muster('managed', 'show', 'nothing')).toMatchObject({
      code: 2,
      err: expect.stringContaining('No managed resource is called'),
    });
  });

  it('needs the id where several have a name', async () => {
    await muster('managed', 'apply', '-f', file(`${STORE}---\n${STORE.replace('eu-west-1', 'us-east-1')}`));
    const { code, err } = await muster('managed', 'show', 'shop-db');
    expect(code).toBe(2);
    expect(err).toMatch(/Several managed resources .* mgd_.{22} \(plain_store in aws:000000000001, us-east-1\)/);
  });

  it('deletes dependents first, by a file, and refuses a resource that others need', async () => {
    const path = file(BOTH);
    await muster('managed', 'apply', '-f', path);
    expect(await muster('managed', 'delete', 'shop-db')).toMatchObject({ code: 2, err: expect.stringContaining('plain_worker build') });
    const { code, out } = await line.muster(['managed', 'delete', '-f', path, '--watch'], async () => {
      const rows = new ManagedRepository({ store, outbox: line.fixture.bus.outbox, clock: line.fixture.clock });
      for (const { managed_id } of (await rows.list({ limit: 10 })).items) await rows.remove(managed_id, () => []);
    });
    expect(code).toBe(0);
    expect(out).toMatch(/^plain_worker\/build {2}deleting .*\nplain_store\/shop-db {2}deleting .*retain\)\n/);
    expect(out).toMatch(/plain_store\/shop-db {2}Gone\n/);
    expect((await muster('managed', 'delete', '-f', path)).out).toBe(
      'plain_worker/build  not managed\nplain_store/shop-db  not managed\nThere is nothing to delete.\n',
    );
  });

  it('deletes the resources of a file that could not be applied', async () => {
    await muster('managed', 'apply', '-f', file(BOTH));
    const { code, out } = await muster(
      'managed',
      'delete',
      '-f',
      file(BOTH.replace('engine: oak', 'engine: none').replaceAll(/aws:(\d+)/g, "'$1'")),
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^plain_worker\/build {2}deleting .*\nplain_store\/shop-db {2}deleting .*\n$/);
    const elsewhere = await muster('managed', 'delete', '-f', file(STORE.replace('eu-west-1', 'eu-west-2')), '--json');
    expect(elsewhere.lines).toEqual([{ type: 'plain_store', name: 'shop-db', result: 'not_managed' }]);
    expect(await muster('managed', 'delete', '-f', file('type: plain_store\nname: 7\n'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('shop.yaml, request 1: it does not name a resource; write type, name and account_id'),
    });
  });

  it('asks for operations, and waits for their end', async () => {
    await muster('managed', 'apply', '-f', file(STORE));
    await seen();
    const id = await idOf('shop-db');
    const asked = await muster('managed', 'operation', 'shop-db', 'tidy', '--parameters', '{"floor": 2}', '--json');
    expect(asked.lines).toMatchObject([{ name: 'tidy', state: 'pending', parameters: { floor: 2 } }]);
    const rows = new ManagedRepository({ store, outbox: line.fixture.bus.outbox, clock: line.fixture.clock });
    const failed = await line.muster(['managed', 'operation', 'shop-db', 'tidy', '--watch'], async () => {
      await rows.change(id, ({ operations }) => ({
        set: { operations: operations.map((each) => ({ ...each, state: 'failed', message: 'No broom.' })) },
      }));
    });
    expect([failed.code, failed.out]).toEqual([1, expect.stringMatching(/state +failed\nmessage +No broom\./)]);
    expect(await muster('managed', 'operation', 'shop-db', 'tidy', '--parameters', '{')).toMatchObject({ code: 2 });
    expect(await muster('managed', 'reconcile', 'shop-db')).toMatchObject({ code: 0, out: 'plain_store/shop-db is looked at.\n' });
  });

  it('tells what the worker sees after it was asked to look, and not what was known before', async () => {
    await muster('managed', 'apply', '-f', file(STORE));
    await seen();
    const drifted = { ...READY, message: 'It has another size.', last_reconciled: '2026-11-21T15:00:00.000Z' };
    const { code, out } = await line.muster(['managed', 'reconcile', 'shop-db', '--watch'], async () => seen(drifted));
    expect([code, out]).toEqual([0, 'plain_store/shop-db  Ready  It has another size.\n']);
  });

  it('adopts a resource of the inventory by its name', async () => {
    await putResources(store, [resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'shop-db' }, { name: 'shop-db' })]);
    const { code, out } = await muster('managed', 'adopt', 'shop-db', '--drift', 'correct');
    expect(code).toBe(0);
    expect(out).toMatch(/name +plain_store\/shop-db\n/);
    expect(out).toMatch(/drift +correct\n/);
  });

  it('says how to turn it on where nothing is managed', async () => {
    line.fixture.management.isOn = false;
    expect(await muster('managed', 'list')).toMatchObject({ code: 2, err: expect.stringContaining('-c muster:manage=true') });
  });
});
