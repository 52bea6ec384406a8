/** ARM and OCI write a member that was never set as null in one answer and leave it out of another: policies must take both for the same. */
import { describe, expect, it } from '@jest/globals';
import { policyFiles, policyText } from '../../../scripts/generate-policies.ts';
import { loadPolicy } from '../../../shared/policies/load-policy.ts';
import type { PolicyTest } from '../../../shared/policies/policy.ts';
import { testPolicy } from '../../../shared/policies/test-policy.ts';

type Holder = Record<string, unknown>;

/** Maps whose keys are names of things: there a key with null is a thing, and no key is none. */
const MAPS_OF_THINGS: ReadonlySet<string> = new Set(['userAssignedIdentities', 'data']);

/** Every member of a map, at any depth, as the names that lead to it. */
function membersOf(value: unknown, above: readonly string[] = []): readonly (readonly string[])[] {
  if (value === null || typeof value !== 'object' || MAPS_OF_THINGS.has(above.at(-1) ?? '')) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    ...(Array.isArray(value) ? [] : [[...above, name]]),
    ...membersOf(member, [...above, name]),
  ]);
}

function changed(test: PolicyTest, path: readonly string[], change: (holder: Holder, name: string) => void): PolicyTest {
  // structuredClone makes objects of another realm under jest, which no evidence may hold.
  const copy: PolicyTest = JSON.parse(JSON.stringify(test));
  // The path was found in the same test.
  const holder = path.slice(0, -1).reduce<Holder>((each, name) => each[name] as Holder, copy as unknown as Holder);
  change(holder, path.at(-1)!);
  return copy;
}

const pathsIn = ({ resource, related }: PolicyTest): readonly (readonly string[])[] => [
  ...membersOf(resource.config, ['resource', 'config']),
  ...related.flatMap(({ config }, index) => membersOf(config, ['related', String(index), 'config'])),
];

describe.each(policyFiles().filter((file) => !file.startsWith('aws/')))('the policy file %s', (file) => {
  it('judges a member that is null as one that is absent, wherever it has an answer for the absent one', async () => {
    const loaded = await loadPolicy(file, policyText(file));
    if ('problems' in loaded) throw new Error('It cannot be loaded.');
    const { compiled } = loaded;
    const verdictsOf = (tests: readonly PolicyTest[]): readonly string[] =>
      testPolicy({ ...compiled, policy: { ...compiled.policy, tests: [...tests] } }).map(({ verdict }) => verdict.verdict);
    const cases = compiled.policy.tests.flatMap((test) => pathsIn(test).map((path) => ({ test, path })));
    const absent = verdictsOf(cases.map(({ test, path }) => changed(test, path, (holder, name) => delete holder[name])));
    const none = verdictsOf(cases.map(({ test, path }) => changed(test, path, (holder, name) => (holder[name] = null))));

    const different = cases.flatMap(({ test, path }, index) =>
      absent[index] === 'unknown' || absent[index] === none[index]
        ? []
        : [`${test.name}: without ${path.join('.')} ${absent[index]}, where it is null ${none[index]}`],
    );

    expect(different).toEqual([]);
  });
});
