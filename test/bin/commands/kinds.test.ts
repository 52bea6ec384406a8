/** `muster resources list --kind` spans the clouds: the networks are those that the sessions of AWS, Azure and OCI read. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RESOURCE_TYPES, typeNamed } from '../../../shared/registry.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { accountRow, putResources, resourceRow } from '../../support/api-fixture.ts';
import { awsUnderTest } from '../../shared/clouds/contract/aws.ts';
import { azureUnderTest } from '../../shared/clouds/contract/azure.ts';
import { type CloudUnderTest, PARTS, type Part } from '../../shared/clouds/contract/cloud-under-test.ts';
import { ociUnderTest } from '../../shared/clouds/contract/oci.ts';
import { CommandLine } from './support/command-line.ts';

const line = new CommandLine();
const clouds: CloudUnderTest[] = [];
/** The ids of each kind that were stored. */
const stored = new Map<Part, string[]>();

async function rowsOf(cloud: CloudUnderTest, part: Part) {
  const { account, types, segment } = cloud;
  const type = typeNamed(types[part])!;
  const rows = [];
  const open = await cloud.session();
  for await (const page of open.fetch(type, segment)) {
    for (const { resource_id, native_id, name, region, tags } of page) {
      const key = { account_id: account, type: type.type, segment, resource_id };
      rows.push(resourceRow(key, { native_id, name, region: region ?? segment, tags }));
      stored.set(part, [...(stored.get(part) ?? []), resource_id]);
    }
  }
  open.close();
  return rows;
}

beforeAll(async () => {
  clouds.push(await awsUnderTest(), await azureUnderTest(), await ociUnderTest());
  await line.open();
  line.reset(new MemoryStore(), RESOURCE_TYPES);
  const { store } = line.fixture;
  for (const cloud of clouds) {
    await store.put('accounts', accountRow({ account_id: cloud.account, connection_id: cloud.provider }));
    const rows = [];
    for (const part of PARTS) rows.push(...(await rowsOf(cloud, part)));
    await putResources(store, rows);
  }
});
afterAll(async () => {
  await line.close();
  for (const cloud of clouds) await cloud.close();
});

describe('muster resources list --kind', () => {
  it.each(PARTS)('lists what has the kind in every cloud: %s', async (kind) => {
    const { code, lines } = await line.muster(['resources', 'list', '--kind', kind, '--json']);

    expect(code).toBe(0);
    expect(lines.map(({ resource_id }) => String(resource_id)).toSorted()).toEqual(stored.get(kind)!.toSorted());
    expect(new Set(lines.map(({ type }) => type))).toEqual(new Set(clouds.map(({ types }) => types[kind])));
    expect(new Set(lines.map((each) => each['kind']))).toEqual(new Set([kind]));
  });

  it('lists them in one table for people', async () => {
    const { out } = await line.muster(['resources', 'list', '--kind', 'network']);

    for (const type of ['AWS::EC2::VPC', 'Microsoft.Network/virtualNetworks', 'Vcn']) expect(out).toContain(type);
    expect(out).not.toMatch(/Subnet|Instance|virtualMachines/);
  });
});
