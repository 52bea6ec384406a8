import { describe, expect, it } from '@jest/globals';
import { Recent } from '../../../../shared/clouds/demo/recent.ts';

describe('recent values', () => {
  it('are made once while they are held', () => {
    const made: string[] = [];
    const recent = new Recent<string, string>(2, (key) => (made.push(key), key.toUpperCase()));

    expect([recent.get('a'), recent.get('b'), recent.get('a')]).toEqual(['A', 'B', 'A']);
    expect(made).toEqual(['a', 'b']);
  });

  it('make room by letting go of the one asked for the longest time ago', () => {
    const made: string[] = [];
    const recent = new Recent<string, string>(2, (key) => (made.push(key), key));

    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) recent.get(key);

    expect(made).toEqual(['a', 'b', 'c', 'b']);
    expect(recent.size).toBe(2);
  });

  it('are not held when they cannot be made', () => {
    const recent = new Recent<string, string>(2, () => {
      throw new Error('no');
    });

    expect(() => recent.get('a')).toThrow('no');
    expect(recent.size).toBe(0);
  });
});
