import { describe, expect, it } from '@jest/globals';
import { ADDED } from '../../../shared/exports/export-tables.ts';
import { guardedContent } from '../../../shared/exports/guarded-content.ts';

const NOTHING = { resources: [], coverage: [], accounts: [] };

describe('content that asks whether to go on', () => {
  it('has every dataset that a table is made of', () => {
    const whole = { ...NOTHING, findings: [], changes: [], managed: [] };
    expect(Object.keys(guardedContent(whole, async () => undefined)).toSorted()).toEqual(ADDED.toSorted());
  });

  it('has no dataset that the content lacks', () => {
    expect(Object.keys(guardedContent(NOTHING, async () => undefined)).toSorted()).toEqual(Object.keys(NOTHING).toSorted());
  });
});
