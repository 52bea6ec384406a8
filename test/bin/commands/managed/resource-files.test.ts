import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { requestsIn } from '../../../../bin/commands/managed/resource-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function bodiesOf(text: string): readonly unknown[] {
  const file = join(folder, 'shop.yaml');
  writeFileSync(file, text);
  return requestsIn([file]).map(({ body }) => body);
}

const NINE = Array.from({ length: 9 });
const BOMB = `a: &a [x]\nb: &b [${NINE.fill('*a').join(', ')}]\nc: &c [${NINE.fill('*b').join(', ')}]\nd: [${NINE.fill('*c').join(', ')}]\n`;

it.each([
  ['a list that grows by aliases', BOMB, 'Excessive alias count'],
  ['an alias of nothing', 'type: database\nconfig: *none\n', 'Unresolved alias'],
  ['an alias within what it names', 'type: database\nconfig: &all\n  part: *all\n', 'an alias stands within what it names'],
  ['a number that is too long', 'config: { port: 12345678901234567890 }\n', 'cannot be kept exactly; write it as a text'],
  ['a number without an end', 'config: { sizes: [1, .inf] }\n', 'the number Infinity cannot be kept exactly'],
  ['no number', 'config: { size: .nan }\n', 'the number NaN cannot be kept exactly'],
  ['a key that is there twice', 'type: database\ntype: cache\n', 'line 2, column 1: Map keys must be unique'],
])('refuses %s with one sentence', (_what, text, problem) => {
  expect(() => bodiesOf(text)).toThrow(expect.objectContaining({ name: 'CommandError', message: expect.stringContaining(problem) }));
});

it('keeps aliases, merged keys, and members that are named like those of every object', () => {
  const text = 'base: &base { size: 1.5 }\nconfig: { <<: *base, __proto__: { polluted: true }, constructor: 9007199254740991 }\n';
  const [body] = bodiesOf(text);
  expect(JSON.stringify(body)).toBe(
    '{"base":{"size":1.5},"config":{"size":1.5,"__proto__":{"polluted":true},"constructor":9007199254740991}}',
  );
  expect({}).not.toHaveProperty('polluted');
});
