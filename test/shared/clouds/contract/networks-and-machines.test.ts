/** Networks, subnets and machines mean the same in every cloud: one contract for the types of each provider, from the wire to the stored rows. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FetchedResource } from '../../../../shared/clouds/cloud.ts';
import type { ResourceType } from '../../../../shared/clouds/resource-type.ts';
import type { JobId } from '../../../../shared/ids.ts';
import { Fetcher } from '../../../../shared/inventory/fetcher.ts';
import type { ResourceRow, SliceReport } from '../../../../shared/inventory/model.ts';
import { Repository } from '../../../../shared/inventory/repository.ts';
import { ResourceManager } from '../../../../shared/inventory/resource-manager.ts';
import { untimed } from '../../../../shared/observability/stages.ts';
import { typeNamed } from '../../../../shared/registry.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { awsUnderTest } from './aws.ts';
import { azureUnderTest } from './azure.ts';
import { type CloudUnderTest, PARTS, type Part } from './cloud-under-test.ts';
import { ociUnderTest } from './oci.ts';
import { NO_CHECKPOINTS } from '../../../support/memory-checkpoints.ts';
import { silentResourceEvents } from '../../../support/silent-events.ts';

const DAY = 86_400_000;

describe.each([
  ['aws', awsUnderTest],
  ['azure', azureUnderTest],
  ['oci', ociUnderTest],
] as const)('networks, subnets and machines of %s', (provider, make) => {
  let cloud: CloudUnderTest;
  let store: MemoryStore;
  let runs: number;
  beforeEach(async () => {
    cloud = await make();
    store = new MemoryStore();
    runs = 0;
  });
  afterEach(async () => await cloud.close());

  const typeOf = (name: string): ResourceType => {
    const type = typeNamed(name);
    if (!type) throw new Error(`There is no type ${name}.`);
    return type;
  };
  const read = async (name: string): Promise<readonly FetchedResource[]> => {
    const session = await cloud.session();
    const found: FetchedResource[] = [];
    for await (const page of session.fetch(typeOf(name), cloud.segment)) found.push(...page);
    session.close();
    return found;
  };
  const readPart = async (part: Part): Promise<readonly FetchedResource[]> => await read(cloud.types[part]);

  /** Reads the three types into the store, a day after the run before. Returns the report on each. */
  async function run(): Promise<Readonly<Record<Part, SliceReport>>> {
    runs += 1;
    const observed_at = new Date(Date.parse('2026-11-21T00:00:00Z') + runs * DAY).toISOString();
    const session = await cloud.session();
    const repository = new Repository(
      store,
      {
        account_id: cloud.account,
        // A job's id has a form of its own, which nothing here reads.
        job_id: `job-${runs}` as JobId,
        observed_at,
        was_removed: false,
        isNewest: async () => true,
      },
      silentResourceEvents(store),
    );
    const manager = new ResourceManager({ fetcher: new Fetcher(session), repository, checkpoints: NO_CHECKPOINTS, stage: untimed });
    const { reports } = await manager.run(
      PARTS.map((part) => ({ type: typeOf(cloud.types[part]), segment: cloud.segment })),
      observed_at,
      {
        sliceConcurrency: 1,
        writeConcurrency: 2,
        hasWholeTime: true,
        resting: [],
        stop: async () => undefined,
        onFault: (_slice, error) => {
          throw error;
        },
      },
    );
    session.close();
    const reportOn = (part: Part): SliceReport => reports.find(({ type }) => type === cloud.types[part])!;
    return { network: reportOn('network'), subnet: reportOn('subnet'), virtual_machine: reportOn('virtual_machine') };
  }
  const rows = (part: Part): readonly ResourceRow[] =>
    // The store keeps the rows that the repository wrote.
    (store.rows('resources') as unknown as readonly ResourceRow[]).filter(({ type }) => type === cloud.types[part]);
  const inUse = (part: Part): readonly string[] =>
    rows(part)
      .filter(({ is_last }) => is_last === 1)
      .map(({ resource_id }) => resource_id)
      .toSorted();

  it.each(PARTS)('have the kind %s', async (part) => {
    expect(typeOf(cloud.types[part])).toMatchObject({ provider, kind: part });
    await run();
    expect(rows(part).length).toBeGreaterThan(0);
    expect(new Set(rows(part).map(({ kind }) => kind))).toEqual(new Set([part]));
    expect(new Set(rows(part).map((row) => row.provider))).toEqual(new Set([provider]));
  });

  it.each(PARTS)('have ids of one form, the same at each reading: %s', async (part) => {
    const [first, second] = [await readPart(part), await readPart(part)];

    const ids = first.map(({ resource_id }) => resource_id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(second.map(({ resource_id }) => resource_id)).toEqual(ids);
    for (const { resource_id, native_id } of first) {
      expect(resource_id).toMatch(cloud.ids[part].id);
      expect(native_id).toMatch(cloud.ids[part].native);
    }
  });

  it('put each subnet in one network that was read, and no two networks in one another', async () => {
    const networks = new Set((await readPart('network')).map(({ resource_id }) => resource_id));
    const subnets = await readPart('subnet');

    for (const { relationships } of subnets) {
      const above = relationships.filter(({ relation, type }) => relation === 'in' && type === cloud.types.network);
      expect(above).toHaveLength(1);
      expect(networks).toContain(above[0]!.id);
    }
    for (const { relationships } of await readPart('network')) {
      expect(relationships.filter(({ relation, type }) => relation === 'in' && type === cloud.types.network)).toEqual([]);
    }
  });

  it('put each machine in a subnet that was read, by itself or by its interface', async () => {
    const subnets = new Set((await readPart('subnet')).map(({ resource_id }) => resource_id));
    const machines = await readPart('virtual_machine');
    const between = cloud.types.network_interface;
    const interfaces = new Map((between === undefined ? [] : await read(between)).map((each) => [each.resource_id, each]));

    for (const machine of machines) {
      const holders =
        between === undefined
          ? [machine]
          : machine.relationships.flatMap(({ type, id }) => (type === between ? [interfaces.get(id)!] : []));
      const found = holders.flatMap(({ relationships }) => relationships.filter(({ type }) => type === cloud.types.subnet));
      expect(found.length).toBeGreaterThan(0);
      for (const { relation, id } of found) {
        expect(relation).toBe('in');
        expect(subnets).toContain(id);
      }
    }
  });

  it('have a name, tags by their keys, and the region in which they are', async () => {
    await run();
    for (const part of ['network', 'virtual_machine'] as const) {
      for (const { name, tags, region } of rows(part)) {
        expect(name).toMatch(/./);
        expect(region).toBe(cloud.region);
        for (const value of Object.values(tags ?? {})) expect(typeof value).toBe('string');
      }
      expect(rows(part).some(({ tags }) => Object.keys(tags ?? {}).length > 0)).toBe(true);
    }
  });

  it.each(PARTS)('are deleted where a whole list no longer holds them: %s', async (part) => {
    await run();
    const before = inUse(part);
    const gone = rows(part).find(({ resource_id }) => resource_id === before.at(-1))!;
    cloud.remove(gone.native_id ?? gone.resource_id);
    cloud.remove(gone.resource_id);

    const report = (await run())[part];

    expect([report.outcome, report.counts.deleted]).toEqual(['complete', 1]);
    expect(inUse(part)).toEqual(before.slice(0, -1));
    expect(rows(part).find(({ resource_id }) => resource_id === gone.resource_id)).toMatchObject({
      deleted_at: expect.stringMatching(/^2026-11-23/),
      last_change: { op: 'delete' },
    });
    for (const other of PARTS.filter((each) => each !== part && !(part === 'network' && each === 'subnet')))
      expect(rows(other).filter(({ deleted_at }) => deleted_at)).toEqual([]);
  });

  it.each(PARTS)('are never deleted by a refusal, which names the permission: %s', async (part) => {
    await run();
    const before = inUse(part);
    cloud.refuse(part);
    cloud.remove(before.at(-1)!);

    const report = (await run())[part];

    expect(report).toMatchObject({
      outcome: 'denied',
      error: { class: 'denied', permission: cloud.permissions[part] },
      counts: { deleted: 0 },
    });
    expect(inUse(part)).toEqual(before);
  });

  it.each(PARTS)('are never deleted by a list that broke off: %s', async (part) => {
    await run();
    const before = inUse(part);
    const last = rows(part).find(({ resource_id }) => resource_id === before.at(-1))!;
    cloud.breakOff(part);
    cloud.remove(last.native_id ?? '');
    cloud.remove(last.resource_id);

    const report = (await run())[part];

    // A list that broke off before its first resource has failed, and a list of children breaks off within its parent.
    expect(part === 'virtual_machine' ? ['partial'] : ['partial', 'failed']).toContain(report.outcome);
    expect(report).toMatchObject({ error: { class: 'transient' }, counts: { deleted: 0 } });
    expect(inUse(part)).toEqual(before);
    cloud.mend();
    expect((await run())[part]).toMatchObject({ outcome: 'complete', counts: { deleted: 1 } });
    expect(inUse(part)).toEqual(before.slice(0, -1));
  });
});
