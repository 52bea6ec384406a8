/** The pure functions of the pages of resources: addresses, paths and histories. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { draftSubject, pathOf } from '../../web/src/components/field-path.ts';
import { totalText } from '../../web/src/components/total-text.ts';
import { placesOf } from '../../web/src/pages/resource/layout.ts';
import { filtersIn, filtersOf, queryOf, tokensOf } from '../../web/src/pages/resources/filters.ts';
import { splitList } from '../../shared/validation/lists.ts';

describe('the filters of resources', () => {
  const values = fc.uniqueArray(
    fc.string({ maxLength: 10 }).filter((each) => each !== '' && each === each.trim() && !each.includes('\\')),
    { maxLength: 3 },
  );
  const filters = fc
    .record({ type: values, kind: values, account_id: values, region: values, service: values, tag: values, text: values })
    .map((each) => filtersIn((name) => each[name as keyof typeof each]));

  it('are the same as tokens of the property filter', () => {
    fc.assert(fc.property(filters, (each) => expect(filtersOf(tokensOf(each))).toEqual(each)));
  });

  it('reach the API as they are, whatever marks their values have', () => {
    fc.assert(
      fc.property(filters, (each) => {
        const query = queryOf(each);
        for (const name of ['type', 'tag'] as const) {
          const sent = [query[name] ?? []].flat();
          expect(sent.flatMap((value) => splitList(value))).toEqual(each[name]);
        }
        expect(query['text']).toBe(each.text.length > 0 ? each.text.join(' ') : undefined);
      }),
    );
  });
});

describe('the path of a field', () => {
  it('is an expression that a policy can have', () => {
    expect(pathOf(pathOf(pathOf('config', 'Rules'), 0), 'Name')).toBe('config.Rules[0].Name');
    expect(['a-b', 'in', '0', 'say "x"'].map((key) => pathOf('config', key))).toEqual([
      'config["a-b"]',
      'config["in"]',
      'config["0"]',
      String.raw`config["say \"x\""]`,
    ]);
  });

  it('tells what a policy is begun with', () => {
    const keys = ['Rules', 'a-b', 'in', 'say "x"', 'back\\slash', 'a.b', 'a[0]', 'tags', 'config'];
    for (const key of keys) expect(draftSubject(pathOf('tags', key))).toEqual({ tag: key });
    expect(draftSubject(pathOf(pathOf('config', 'config'), 'a-b'))).toEqual({ field: 'config["a-b"]' });
    expect(draftSubject(pathOf(pathOf('config', 'tags'), 0))).toEqual({ field: 'tags[0]' });
    expect(draftSubject(pathOf('config', 'a-b'))).toEqual({ field: '["a-b"]' });
    expect(draftSubject('Versioning.Status')).toEqual({ field: 'Versioning.Status' });
  });
});

describe('a total', () => {
  it('says whether it is exact', () => {
    expect(
      [
        { count: 1234, exact: true },
        { count: 10_000, exact: false },
      ].map(totalText),
    ).toEqual(['1,234', 'at least 10,000']);
  });
});

describe('the places of a graph', () => {
  it('are different for each resource, and farther to the right for those that are farther away', () => {
    const distances = new Map<string, number>(
      Array.from({ length: 60 }, (_, place) => [`r${place}`, place === 0 ? 0 : 1 + (place % 3)] as const),
    );
    const places = placesOf(distances);
    const columnsOf = (distance: number) => [...places].filter(([id]) => distances.get(id) === distance).map(([, { x }]) => x);

    expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(60);
    for (const distance of [1, 2, 3]) expect(Math.min(...columnsOf(distance))).toBeGreaterThan(Math.max(...columnsOf(distance - 1)));
    expect(Math.max(...[...places.values()].map(({ y }) => Math.abs(y)))).toBeLessThan(600);
  });
});
