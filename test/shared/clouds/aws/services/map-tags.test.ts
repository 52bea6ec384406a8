/** Tags that an API answers as a map from key to value, with keys that anyone who may tag can choose. */
import { describe, expect, it } from '@jest/globals';
import { CanonicalForm } from '../../../../../shared/inventory/canonical-form.ts';
import { MemoryStore } from '../../../../support/memory-store.ts';
import { resourceRow } from '../../../../support/api-fixture.ts';
import { HOSTILE_NAMES } from '../../../../support/hostile-json.ts';
import { fetchAll, REGION, SampledAws, typeCalled } from './sampled-aws.ts';

const sorted = (tags: Readonly<Record<string, string>> | null | undefined): unknown =>
  Object.entries(tags ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));

describe.each([
  ['AWS::Lambda::Function', 'ListTags'],
  ['AWS::SQS::Queue', 'ListQueueTags'],
])('the tags of %s', (name, operation) => {
  const type = typeCalled(name);
  const read = async () => await fetchAll(type, new SampledAws({ [operation]: { Tags: HOSTILE_NAMES } }));

  it('keep every key, also those that every object inherits', async () => {
    const found = await read();

    expect(found.length).toBeGreaterThan(0);
    for (const { tags } of found) expect(sorted(tags)).toEqual(sorted(HOSTILE_NAMES));
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it('keep them in canonical form and in the store, and each key counts for the hash', async () => {
    const form = new CanonicalForm(type);
    const [resource] = await read();
    const located = { ...resource!, region: REGION };
    const { resource: canonical, hash } = form.hashed(located);
    const store = new MemoryStore();
    const row = resourceRow({}, { tags: canonical.tags });
    await store.put('resources', row);
    const stored = await store.get('resources', { slice_id: row.slice_id, resource_id: row.resource_id });

    expect(sorted(canonical.tags)).toEqual(sorted(HOSTILE_NAMES));
    expect(sorted(stored?.['tags'] as Readonly<Record<string, string>>)).toEqual(sorted(HOSTILE_NAMES));
    for (const key of Object.keys(HOSTILE_NAMES)) {
      const others = Object.fromEntries(Object.entries(HOSTILE_NAMES).filter(([each]) => each !== key));
      const config = { ...located.config, Tags: others };
      expect(form.hashed({ ...located, config, tags: others }).hash).not.toBe(hash);
    }
  });
});
