import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CanonicalForm, steadyConfig } from '../../../shared/inventory/canonical-form.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import { located } from '../../support/fake-cloud.ts';
import { permuted } from '../../support/permuted.ts';

const RULES = {
  ordered: ['Steps', 'Stages.Commands'],
  volatile: ['Load', 'Nodes.Load'],
  times: ['Nodes.UsedAt'],
};
const form = new CanonicalForm(RULES);
const seen = (config: object) => form.hashed(located('r', { config: { ...config } }));
const stored = (config: object): string => JSON.stringify(seen(config).resource);
const hashOf = (config: object): string => seen(config).hash;

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const configs = fc.dictionary(fc.string(), json);
const nodes = fc.array(
  fc.record({
    Name: fc.constantFrom('a', 'b'),
    Load: fc.nat(3),
    UsedAt: fc.constantFrom('2026-11-20T01:00:00Z', '2026-11-20T02:00:00Z', '2026-11-21T01:00:00Z'),
    Ports: fc.array(fc.nat(2), { maxLength: 3 }),
  }),
  { maxLength: 5 },
);

describe('the canonical form', () => {
  it('is the same, byte for byte and in its hash, for any order of lists that are sets, at any depth', () => {
    fc.assert(
      fc.property(configs, fc.infiniteStream(fc.nat()), (config, chance) => {
        const other = permuted(config, chance) as object;
        expect(stored(other)).toBe(stored(config));
        expect(hashOf(other)).toBe(hashOf(config));
      }),
    );
  });

  it('is the same for relationships in any order', () => {
    const relationships = ['vol-2', 'vol-1', 'vol-3'].map((id) => ({ relation: 'uses', type: 'AWS::EC2::Volume', id }));
    const [one, other] = [relationships, relationships.toReversed()].map((list) => form.hashed(located('r', { relationships: list })));
    expect(one).toEqual(other);
    expect(one!.resource.relationships.map(({ id }) => id)).toEqual(['vol-1', 'vol-2', 'vol-3']);
  });

  it('is its own canonical form', () => {
    fc.assert(
      fc.property(configs, (config) => {
        const once = seen(config);
        expect(JSON.stringify(form.hashed(once.resource))).toBe(JSON.stringify(once));
      }),
    );
  });

  it('keeps every member, and every element as often as it occurs', () => {
    fc.assert(
      fc.property(configs, (config) => {
        const elementsSorted = (value: unknown): unknown =>
          Array.isArray(value)
            ? value.map((element) => canonicalJson(elementsSorted(element))).toSorted()
            : value !== null && typeof value === 'object'
              ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, elementsSorted(member)]))
              : value;
        expect(canonicalJson(elementsSorted(seen(config).resource.config))).toBe(canonicalJson(elementsSorted(config)));
      }),
    );
  });

  it('differs if the order of an ordered list differs, at the top and within lists', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 2 }), fc.infiniteStream(fc.nat()), (steps, chance) => {
        const other = permuted(steps, chance) as readonly number[];
        fc.pre(other.some((step, place) => step !== steps[place]));
        expect(hashOf({ Steps: other })).not.toBe(hashOf({ Steps: steps }));
        expect(hashOf({ Stages: [{ Commands: other }] })).not.toBe(hashOf({ Stages: [{ Commands: steps }] }));
        expect(seen({ Steps: other }).resource.config['Steps']).toEqual(other);
      }),
    );
  });

  it('accepts `[]` for a list in a path, and a star for every member of a map', () => {
    const written = new CanonicalForm({ ordered: ['Stages[].Commands[]', 'Groups.*.Order'], volatile: ['Groups.*.Load'], times: [] });
    const config = (list: readonly number[], Load: number) =>
      written.hashed(located('r', { config: { Stages: [{ Commands: list }], Groups: { a: { Order: list, Load } } } })).hash;
    expect(config([1, 2], 1)).toBe(config([1, 2], 2));
    expect(config([1, 2], 1)).not.toBe(config([2, 1], 1));
  });

  it('applies the rules of a star to the members that another rule names', () => {
    const rules = { ordered: ['Groups.*.Order', '*.b.List'], volatile: ['Groups.a.Load', 'Groups.*.At'], times: [] };
    const of = (list: readonly number[], Load: number, At: number) => ({ Groups: { a: { Order: list, Load, At }, b: { List: list } } });
    const starred = new CanonicalForm(rules);
    const hashed = (...config: Parameters<typeof of>): string => starred.hashed(located('r', { config: of(...config) })).hash;

    expect(hashed([1, 2], 1, 1)).toBe(hashed([1, 2], 2, 2));
    expect(starred.hashed(located('r', { config: of([2, 1], 1, 1) })).resource.config).toEqual(of([2, 1], 1, 1));
  });

  it('sorts the lists within the elements of an ordered list', () => {
    expect(seen({ Steps: [{ Tags: ['b', 'a'] }, { Tags: ['a'] }] }).resource.config).toEqual({
      Steps: [{ Tags: ['a', 'b'] }, { Tags: ['a'] }],
    });
  });

  it('differs if an element occurs another number of times', () => {
    expect(hashOf({ Ports: [80, 80, 443] })).not.toBe(hashOf({ Ports: [80, 443] }));
    expect(hashOf({ Ports: [80, 80, 443] })).not.toBe(hashOf({ Ports: [80, 443, 443] }));
    expect(hashOf({ Ports: [443, 80, 80] })).toBe(hashOf({ Ports: [80, 443, 80] }));
  });

  it('distinguishes values of different kinds', () => {
    const lists = [[1], ['1'], [true], [null], [[]], [{}], [[1]], [{ a: 1 }], []];
    expect(new Set(lists.map((List) => hashOf({ List }))).size).toBe(lists.length);
  });

  it('keeps a member that is named __proto__', () => {
    const config = JSON.parse('{"List":[{"__proto__":{"b":1}},{"__proto__":{"a":1}}]}') as object;
    expect(JSON.stringify(seen(config).resource.config)).toBe('{"List":[{"__proto__":{"a":1}},{"__proto__":{"b":1}}]}');
  });
});

describe('a volatile member or a time of use', () => {
  it('is kept in the resource, and affects neither the hash nor the order of other content', () => {
    fc.assert(
      fc.property(nodes, fc.nat(), fc.infiniteStream(fc.nat()), (Nodes, Load, chance) => {
        const moved = Nodes.map((node, place) => ({ ...node, Load: (node.Load + place + Load) % 4 }));
        const [before, after] = [seen({ Nodes, Load: 0 }), seen({ Nodes: permuted(moved, chance), Load })];
        expect(after.hash).toBe(before.hash);
        expect(JSON.stringify(after.steadyConfig)).toBe(JSON.stringify(before.steadyConfig));
        expect(JSON.stringify(steadyConfig(after.resource.config, RULES))).toBe(JSON.stringify(after.steadyConfig));
        const loads = (list: readonly { readonly Load: number }[]) => list.map((node) => node.Load).toSorted((a, b) => a - b);
        expect(loads(after.resource.config['Nodes'] as typeof moved)).toEqual(loads(moved));
      }),
    );
  });

  it('decides the order of elements that are otherwise equal, so that a state has one stored form', () => {
    fc.assert(
      fc.property(nodes, fc.infiniteStream(fc.nat()), (Nodes, chance) => {
        expect(stored({ Nodes: permuted(Nodes, chance) })).toBe(stored({ Nodes }));
      }),
    );
  });

  it('is left out, within lists too', () => {
    const config = {
      Load: 1,
      Nodes: [
        { Load: 2, Name: 'n', UsedAt: '2026-11-20T01:00:00Z' },
        { Name: 'm', UsedAt: null },
      ],
      Other: [1],
    };
    expect(seen(config).steadyConfig).toEqual({
      Nodes: [{ Name: 'm' }, { Name: 'n' }],
      Other: [1],
    });
  });

  it('changes the version, and not the hash, if it is a time of use', () => {
    const used = (UsedAt: string | null, Load = 1) => seen({ Nodes: [{ UsedAt, Load }] });
    const [before, after] = [used('2026-11-20T01:00:00Z'), used('2026-11-20T01:00:01Z')];
    expect(after.hash).toBe(before.hash);
    expect(used(null).hash).toBe(before.hash);
    expect(after.resource.source_version).not.toBe(before.resource.source_version);
    expect(used('2026-11-20T01:00:00Z', 2).resource.source_version).toBe(before.resource.source_version);
    expect(after.resource.config).toEqual({ Nodes: [{ UsedAt: '2026-11-20T01:00:01Z', Load: 1 }] });
  });

  it('gives no version to a type without times of use, and none in the place of the cloud', () => {
    expect(new CanonicalForm({ ...RULES, times: [] }).hashed(located('r', { config: {} })).resource).not.toHaveProperty('source_version');
    expect(form.hashed(located('r', { config: {}, source_version: 'v1' })).resource.source_version).toBe('v1');
  });
});
