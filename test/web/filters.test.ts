import { describe, expect, it } from '@jest/globals';
import { splitList } from '../../shared/validation/lists.ts';
import {
  addressOf,
  apiQuery,
  FILTERING_PROPERTIES,
  filtersOfAddress,
  filtersOfQuery,
  filtersText,
  queryOfFilters,
} from '../../web/src/pages/findings/filters.ts';

const ofAddress = (text: string) => {
  const parameters = new URLSearchParams(text);
  return filtersOfAddress((name) => parameters.getAll(name));
};

const namesAndValues = (address: string) => [...new URLSearchParams(address)].map(([name, value]) => `${name} ${value}`).toSorted();

describe('the filters of findings', () => {
  it.each([
    'severity=critical&severity=high&tag=team%3Da%2Cb&tag=%C3%BC%26x',
    'status=suppressed&suppression_id=sup-r-1',
    'account_id=aws%3A111111111111&resource=a+b&since=2026-11-21T00%3A00%3A00Z',
    '',
  ])('are the same after the way through the page: %s', (address) => {
    const filters = ofAddress(address);

    expect(filtersOfQuery(queryOfFilters(filters))).toEqual(filters);
    expect(new URLSearchParams(addressOf(filters))).toEqual(new URLSearchParams(addressOf(ofAddress(addressOf(filters)))));
    expect(namesAndValues(addressOf(filters))).toEqual(namesAndValues(address));
  });

  it('leave out what is no filter, is empty, or was given before where one value is taken', () => {
    expect(ofAddress('page=3&severity=&status=open&status=resolved&constructor=x')).toEqual({ status: ['resolved'] });
    expect(filtersOfQuery({ operation: 'and', tokens: [{ propertyKey: '__proto__', operator: '=', value: 'x' }] })).toEqual({});
  });

  it('of one name come together, each value once', () => {
    const tokens = ['high', ['high', 'low']].map((value) => ({ propertyKey: 'severity', operator: '=', value }));
    expect(filtersOfQuery({ operation: 'and', tokens })).toEqual({ severity: ['high', 'low'] });
  });

  it('take text without a name for a resource', () => {
    expect(filtersOfQuery({ operation: 'and', tokens: [{ operator: ':', value: 'logs' }] })).toEqual({ resource: ['logs'] });
  });

  it('reach the API with their commas', () => {
    const { tag } = apiQuery({ tag: ['team=a,b', 'x'] });
    expect([tag].flat().flatMap((value) => splitList(String(value)))).toEqual(['team=a,b', 'x']);
    expect(apiQuery({ status: ['open'], severity: [] })).toEqual({ status: 'open' });
  });

  it('that are chosen may be a list with commas, and one that is typed may hold a comma', () => {
    expect(ofAddress('severity=critical,high&tag=team%3Da%2Cb')).toEqual({ severity: ['critical', 'high'], tag: ['team=a,b'] });
    const unit = { account_id: ['unit:/Root/a,b', 'aws:111111111111'] };
    expect(ofAddress(addressOf(unit))).toEqual(unit);
  });

  it('are told in words', () => {
    expect(filtersText({ tag: ['team=a'], severity: ['high', 'low'] })).toBe('severity high, low; tag team=a');
  });

  it('have a label each', () => {
    expect(new Set(FILTERING_PROPERTIES.map(({ propertyLabel }) => propertyLabel)).size).toBe(FILTERING_PROPERTIES.length);
  });
});
