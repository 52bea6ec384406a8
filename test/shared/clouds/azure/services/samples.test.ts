import { describe, expect, it } from '@jest/globals';
import type { FetchedResource } from '../../../../../shared/clouds/cloud.ts';
import { FIELD_LOADERS } from '../../../../../shared/clouds/azure/fields.generated.ts';
import { SERVICE_LOADERS } from '../../../../../shared/clouds/azure/readers.generated.ts';
import { formText } from '../../../../../shared/clouds/azure/types/texts.ts';
import { ParentCache } from '../../../../../shared/clouds/reader/parents.ts';
import { SliceReader } from '../../../../../shared/clouds/reader/slice-reader.ts';
import type { TypeDefinition } from '../../../../../shared/clouds/types/definition.ts';
import { hasField } from '../types/field-paths.ts';
import { SampledCalls, sampledResources, SUBSCRIPTION } from './sampled-subscription.ts';

const SERVICES = await Promise.all(
  Object.entries(SERVICE_LOADERS).map(async ([id, load]) => {
    const fields = await FIELD_LOADERS[id]?.();
    return { id, ...(await load()).DEFINITIONS, fields: fields?.FIELDS ?? { types: {}, shapes: {} } };
  }),
);
const CASES = SERVICES.flatMap(({ id, types, fields }) => types.map((type) => ({ name: type.type, id, type, siblings: types, fields })));

async function readAll(service: string, type: TypeDefinition, siblings: readonly TypeDefinition[]): Promise<readonly FetchedResource[]> {
  const reader = new SliceReader(
    type,
    {
      calls: new SampledCalls(service, type, siblings),
      siblings,
      account: SUBSCRIPTION,
      region: 'global',
      formText,
      concurrency: 4,
      parents: new ParentCache(),
      asked: Object.keys(type.details ?? {}),
      classify: (error) => Promise.reject(error as Error),
    },
    () => undefined,
  );
  const resources: FetchedResource[] = [];
  for await (const page of reader.pages()) resources.push(...(page as readonly FetchedResource[]));
  return resources;
}

const EVERYTHING = new Map(
  await Promise.all(CASES.map(async ({ id, name, type, siblings }) => [name, await readAll(id, type, siblings)] as const)),
);

/** Every path of a value, with `[]` for elements. */
function pathsIn(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((each) => pathsIn(each, `${path}[]`))];
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => pathsIn(member, path === '' ? name : `${path}.${name}`))];
}

describe("samples of Azure's services", () => {
  it.each(CASES)('$name has samples, which its definition reads back', ({ id, name }) => {
    const samples = sampledResources(id, name);
    const read = EVERYTHING.get(name) ?? [];
    expect(samples.length).toBeGreaterThan(0);
    expect(read.map(({ native_id }) => native_id).toSorted()).toEqual(samples.map((sample) => sample.id).toSorted());
    for (const { resource_id, native_id, name: title, unread } of read) {
      expect(unread).toEqual({});
      expect(title).not.toBeNull();
      expect(resource_id).toBe(native_id?.startsWith('/') ? native_id.toLowerCase() : native_id);
    }
  });

  it.each(CASES)('$name has samples of members that its schema has', ({ name, fields }) => {
    const paths = new Set((EVERYTHING.get(name) ?? []).flatMap(({ config }) => pathsIn(config)).filter((path) => path !== ''));
    // A member that the definition keeps for its keys only may have any values below.
    expect([...paths].filter((path) => !hasField(fields, name, path))).toEqual([]);
  });

  it('are related to resources that exist', () => {
    const known = new Set([...EVERYTHING].flatMap(([type, resources]) => resources.map(({ resource_id }) => `${type} ${resource_id}`)));
    const dangling = [...EVERYTHING].flatMap(([type, resources]) =>
      resources.flatMap(({ resource_id, relationships }) =>
        relationships
          .filter((to) => !known.has(`${to.type} ${to.id.toLowerCase()}`))
          .map((to) => `${type} ${resource_id} ${to.relation} ${to.type} ${to.id}`),
      ),
    );
    expect(dangling).toEqual([]);
  });
});
