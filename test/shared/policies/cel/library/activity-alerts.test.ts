import { describe, expect, it } from '@jest/globals';
import { alertCovers } from '../../../../../shared/policies/cel/library/activity-alerts.ts';

const EVENT = { category: 'Administrative', operationName: 'Microsoft.Sql/servers/firewallRules/write' };
const CATEGORY = { field: 'category', equals: 'Administrative' };
const OPERATION = { field: 'operationName', equals: 'Microsoft.Sql/servers/firewallRules/write' };

const covers = (...allOf: readonly object[]): boolean => alertCovers({ allOf }, EVENT);

describe('an alert covers an event', () => {
  it.each<[string, readonly object[]]>([
    ['by its operation', [CATEGORY, OPERATION]],
    ['by its category alone', [CATEGORY]],
    [
      'in any case',
      [
        { field: 'CATEGORY', equals: 'administrative' },
        { field: 'OperationName', equals: OPERATION.equals.toUpperCase() },
      ],
    ],
    ['by one of several operations', [CATEGORY, { anyOf: [{ field: 'operationName', equals: 'other' }, OPERATION] }]],
    ['by one of several values', [CATEGORY, { field: 'operationName', containsAny: ['other', OPERATION.equals] }]],
    [
      'with members that the API fills with nothing',
      [
        { ...CATEGORY, containsAny: null, anyOf: null },
        { ...OPERATION, anyOf: [] },
      ],
    ],
  ])('%s', (_name, conditions) => {
    expect(covers(...conditions)).toBe(true);
  });

  it.each<[string, readonly object[]]>([
    ['of another operation', [CATEGORY, { field: 'operationName', equals: 'Microsoft.Sql/servers/firewallRules/delete' }]],
    ['of another category', [{ field: 'category', equals: 'Security' }, OPERATION]],
    ['of which only a part of the name fits', [CATEGORY, { field: 'operationName', equals: 'Microsoft.Sql/servers/firewallRules' }]],
    ['whose level is told apart', [CATEGORY, OPERATION, { field: 'level', equals: 'Error' }]],
    ['whose caller is told apart, among others', [CATEGORY, OPERATION, { anyOf: [{ field: 'caller', equals: 'ada' }] }]],
    ['by a condition without a field', [CATEGORY, {}]],
    ['by a condition without a value', [CATEGORY, { field: 'operationName', equals: null }]],
  ])('not one %s', (_name, conditions) => {
    expect(covers(...conditions)).toBe(false);
  });
});
