import { expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { numberText } from '../../shared/number-text.ts';

it('is the one way in which numbers are written for people', () => {
  const files = globSync(['bin/**/*.ts', 'shared/**/*.ts', 'lambdas/**/*.ts']).filter((file) => file !== 'shared/number-text.ts');
  const others = files.filter((file) => /\.toLocaleString\(|NumberFormat/.test(readFileSync(file, 'utf8')));

  expect(files.length).toBeGreaterThan(100);
  expect(others).toEqual([]);
  expect([numberText(0), numberText(1234567)]).toEqual(['0', '1,234,567']);
});
