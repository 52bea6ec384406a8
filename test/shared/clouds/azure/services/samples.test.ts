import { describe, expect, it } from '@jest/globals';
import type { Calls } from '../../../../../shared/clouds/reader/calls.ts';
import { CallFailure } from '../../../../../shared/clouds/reader/call-failure.ts';
import { type FetchedResource, NOTHING_STORED } from '../../../../../shared/clouds/cloud.ts';
import { FIELD_LOADERS } from '../../../../../shared/clouds/azure/fields.generated.ts';
import { SERVICE_LOADERS } from '../../../../../shared/clouds/azure/readers.generated.ts';
import { formText, relatedId } from '../../../../../shared/clouds/azure/types/texts.ts';
import { ParentCache } from '../../../../../shared/clouds/reader/parents.ts';
import { SingleCache } from '../../../../../shared/clouds/reader/single-cache.ts';
import { SliceReader } from '../../../../../shared/clouds/reader/slice-reader.ts';
import type { Item, TypeDefinition } from '../../../../../shared/clouds/types/definition.ts';
import { hasFieldAt, stepsIn } from '../types/field-paths.ts';
import { SampledCalls, sampledResources, SUBSCRIPTION } from './sampled-subscription.ts';

const SERVICES = await Promise.all(
  Object.entries(SERVICE_LOADERS).map(async ([id, load]) => {
    const fields = await FIELD_LOADERS[id]?.();
    return { id, ...(await load()).DEFINITIONS, fields: fields?.FIELDS ?? { types: {}, shapes: {} } };
  }),
);
const CASES = SERVICES.flatMap(({ id, types, fields }) => types.map((type) => ({ name: type.type, id, type, siblings: types, fields })));

/** The samples answer every call. */
function unexpected(error: unknown): never {
  throw error instanceof Error ? error : new Error(String(error));
}

async function readAll(
  service: string,
  type: TypeDefinition,
  siblings: readonly TypeDefinition[],
  calls: Calls = new SampledCalls(service, type, siblings),
): Promise<readonly FetchedResource[]> {
  const reader = new SliceReader(
    type,
    {
      calls,
      siblings,
      account: SUBSCRIPTION,
      region: 'global',
      formText,
      relatedId,
      concurrency: 4,
      parents: new ParentCache(),
      singles: new SingleCache(),
      asked: Object.keys(type.details ?? {}),
      classify: unexpected,
    },
    NOTHING_STORED,
  );
  const resources: FetchedResource[] = [];
  for await (const page of reader.pages()) resources.push(...(page as readonly FetchedResource[]));
  return resources;
}

const EVERYTHING = new Map(
  await Promise.all(CASES.map(async ({ id, name, type, siblings }) => [name, await readAll(id, type, siblings)] as const)),
);

function refusal(code: string): CallFailure {
  const cause = new Error('Blob is not supported for the account.');
  cause.name = code;
  return new CallFailure(cause, 'Microsoft.Storage/storageAccounts/blobServices/read');
}

/** Azure's own roles are in no inventory. */
const isBuiltInRole = (id: string): boolean => BUILT_IN.some((role) => id.endsWith(role));
const BUILT_IN = ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9'];

/** ARM ids are stored in lower case. */
const storedId = (id: string): string => (id.startsWith('/') ? id.toLowerCase() : id);

describe("samples of Azure's services", () => {
  it.each(CASES)('$name has samples, which its definition reads back', ({ id, name }) => {
    const samples = sampledResources(id, name);
    const read = EVERYTHING.get(name) ?? [];
    expect(samples.length).toBeGreaterThan(0);
    expect(read).toHaveLength(samples.length);
    expect(new Set(read.map(({ resource_id }) => resource_id))).toEqual(new Set(samples.map((sample) => storedId(sample.id))));
    for (const { resource_id, native_id, name: title, unread } of read) {
      expect(unread).toEqual({});
      expect(title).not.toBeNull();
      // A thing in a vault has a URL, and is stored by the id that roles name it by.
      if (!native_id?.startsWith('https://')) expect(resource_id).toBe(storedId(native_id ?? ''));
    }
  });

  it.each(CASES)('$name has samples of members that its schema has', ({ name, fields }) => {
    const unknown = (EVERYTHING.get(name) ?? []).flatMap(({ config }) =>
      stepsIn(config).filter((steps) => !hasFieldAt(fields, name, steps)),
    );
    expect([...new Set(unknown.map((steps) => steps.join(' ')))]).toEqual([]);
  });

  it('of a storage account without blobs are no containers, and those of other accounts are read', async () => {
    class WithoutBlobs extends SampledCalls {
      override async *pages(call: object, parent?: Item): AsyncGenerator<readonly Item[]> {
        if (String(parent?.['id']).endsWith('logs')) throw refusal('FeatureNotSupportedForAccount');
        yield* super.pages(call, parent);
      }
    }
    const service = SERVICES.find(({ id }) => id === 'storage');
    const type = service?.types.find((each) => each.type.endsWith('/blobServices'));
    if (!service || !type) throw new Error('There is no storage.');

    const read = await readAll('storage', type, service.types, new WithoutBlobs('storage', type, service.types));

    expect(read).toHaveLength(1);
  });

  it('are related to resources that exist', () => {
    const known = new Set([...EVERYTHING].flatMap(([type, resources]) => resources.map(({ resource_id }) => `${type} ${resource_id}`)));
    const dangling = [...EVERYTHING].flatMap(([type, resources]) =>
      resources.flatMap(({ resource_id, relationships }) =>
        relationships
          .filter((to) => !isBuiltInRole(to.id) && !known.has(`${to.type} ${to.id}`))
          .map((to) => `${type} ${resource_id} ${to.relation} ${to.type} ${to.id}`),
      ),
    );
    expect(dangling).toEqual([]);
  });
});
