/** Values that JSON can hold and that code easily loses: names that every object inherits, numbers, texts, sizes and depths. */
import { createHash } from 'node:crypto';

/** Parsed, because a literal with the member `__proto__` would set the prototype. */
export const HOSTILE_NAMES = JSON.parse(
  '{"__proto__":"p","constructor":"c","toString":"t","hasOwnProperty":"h","valueOf":"v","toJSON":"j","then":"n","length":"1","":"empty","*":"star","a.b":"dot","json:":"mark"}',
) as Readonly<Record<string, string>>;

/** Members below hostile names, too. */
const NESTED_NAMES: unknown = JSON.parse(
  '{"__proto__":{"__proto__":{"constructor":[{"__proto__":null}]}},"constructor":{"prototype":{"polluted":true}}}',
);

export const nestedLists = (levels: number): unknown => {
  let value: unknown = 'core';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { below: value };
  return value;
};

export const manyTags = (count: number): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: count }, (_, place) => [`tag-${place}-${(place * 7919) % 10_007}`, `value of tag ${place}`]));

export const HOSTILE_JSON: Readonly<Record<string, unknown>> = {
  'names that every object inherits': HOSTILE_NAMES,
  'such names within each other': NESTED_NAMES,
  'numbers beyond 2^53': [2 ** 53, -(2 ** 60), 1.2345678901234567e19, 1e300, 5e-324],
  fractions: [0.1, 1 / 3, -1.5, 1e-7, 123456.789012],
  'the largest integers': [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0],
  'lone surrogates': { '\uD800': '\uDFFF', text: 'a\uD83Db', list: ['\uDC00\uD800'] },
  'NUL and control characters': { '\0': 'a\0b', text: '\u001B[31m\r\n\u2028\u0085\u007F' },
  'empty texts, lists and maps': ['', [], {}, { '': '' }, [[]]],
  'texts that look like the stored form': ['json:', 'json:{}', 'json:"x"', { 'json:': 'json:[1]' }],
  'texts that look like other things': ['null', 'NaN', '1e400', '-0', '[]', '{"a":1}', '__proto__'],
  nulls: [null, { gone: null }],
  '200 levels': nestedLists(200),
  '10,000 tags': manyTags(10_000),
  'a text of 300 KB': 'x'.repeat(300_000),
  'a list of 30,000 numbers': Array.from({ length: 30_000 }, (_, place) => place * 1.5),
  'text of four bytes a character': '💩'.repeat(10_000),
};

/** A text that no compression makes much shorter, the same each time. */
export function incompressible(characters: number): string {
  const parts: string[] = [];
  for (let length = 0, place = 0; length < characters; place++) {
    const part = createHash('sha256').update(String(place)).digest('base64url');
    parts.push(part);
    length += part.length;
  }
  return parts.join('').slice(0, characters);
}
