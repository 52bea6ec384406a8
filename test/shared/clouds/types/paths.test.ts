import { describe, expect, it } from '@jest/globals';
import { replacedAt, stepsOf, valueAt, valuesAt } from '../../../../shared/clouds/types/paths.ts';

const instance = {
  Id: 'i-1',
  Groups: [{ GroupId: 'sg-1' }, {}, { GroupId: 'sg-2' }],
  Environment: { Variables: { A: 'secret', B: 'other' } },
  Nothing: null,
};

describe('a path', () => {
  it('is walked step by step', () => {
    expect(stepsOf('A.B[].C')).toEqual(['A', 'B', '[]', 'C']);
    expect(stepsOf('@')).toEqual([]);
  });

  it('leads through members, list elements and map values', () => {
    expect(valueAt(instance, 'Id')).toBe('i-1');
    expect(valueAt(instance, '@')).toBe(instance);
    expect(valuesAt(instance, 'Groups[].GroupId')).toEqual(['sg-1', 'sg-2']);
    expect(valuesAt(instance, 'Environment.Variables.*')).toEqual(['secret', 'other']);
    expect(valueAt(instance, 'Groups[].GroupId')).toEqual(['sg-1', 'sg-2']);
  });

  it('leads nowhere if a member is missing, and to null if the member is null', () => {
    expect(valuesAt(instance, 'Missing.Deeper')).toEqual([]);
    expect(valueAt(instance, 'Groups.GroupId')).toBeUndefined();
    expect(valuesAt(instance, 'Nothing')).toEqual([null]);
    expect(valuesAt(instance, 'Nothing.Deeper')).toEqual([]);
  });

  it('can be replaced in a copy, and left out', () => {
    expect(replacedAt(instance, 'Environment.Variables.*', () => null)).toMatchObject({ Environment: { Variables: { A: null, B: null } } });
    expect(replacedAt(instance, 'Groups[].GroupId', () => undefined)).toMatchObject({ Groups: [{}, {}, {}] });
    expect(replacedAt(instance, 'Missing.Deeper', () => 1)).toEqual(instance);
    expect(instance.Environment.Variables.A).toBe('secret');
  });
});
