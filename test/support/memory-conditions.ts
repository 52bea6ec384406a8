/** Compares values and evaluates conditions like DynamoDB. */
import type { Condition, Item } from '../../shared/storage/store.ts';

/** Compares two values of one type as sort keys do: numbers by value, texts by the bytes of their UTF-8. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareTexts(String(a), String(b));
}

/** JavaScript compares UTF-16 code units. The order is the same except for surrogates, which must follow every other character. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let place = 0; place < shorter; place++) {
    const left = a.charCodeAt(place);
    const right = b.charCodeAt(place);
    if (left !== right) return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1;
  }
  return a.length - b.length;
}

const isSurrogate = (codeUnit: number): boolean => codeUnit >= 0xd800 && codeUnit <= 0xdfff;

export function holds(condition: Condition, item: Item | undefined): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, item));
  if ('any' in condition) return condition.any.some((part) => holds(part, item));
  const value = item?.[condition.field];
  switch (condition.op) {
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case '=':
      return value === condition.value;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return typeof value === typeof condition.value && isOrdered(compareValues(value, condition.value), condition.op);
  }
}

function isOrdered(order: number, op: '<' | '<=' | '>' | '>='): boolean {
  if (order === 0) return op === '<=' || op === '>=';
  return order < 0 === op.startsWith('<');
}
