import { describe, expect, it } from '@jest/globals';
import { failing, failOnOf } from '../../../shared/reports/fail-on.ts';

const OPEN = { critical: 1, high: 2, medium: 4, low: 8, informational: 16 };
const UNKNOWN = { critical: 1, low: 5 };

describe('what --fail-on fails on', () => {
  it.each([
    [['critical'], 1, 0],
    [['high'], 3, 0],
    [['low'], 15, 0],
    [['informational'], 31, 0],
    [['unknown'], 0, 6],
    [['high', 'unknown'], 3, 1],
    [['unknown', 'low'], 15, 6],
  ])('%j: that severity and above; what is not known only if it is named', (names, open, unknown) => {
    expect(failing(failOnOf(names)!, OPEN, UNKNOWN)).toEqual({ open, unknown });
  });

  it.each([[['hihg']], [['high', 'low']], [['high', 'none']], [[]]])('refuses %j', (names: readonly string[]) => {
    expect(failOnOf(names)).toBeUndefined();
  });
});
