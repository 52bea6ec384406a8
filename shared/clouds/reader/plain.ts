/**
 * The value as plain JSON: times as ISO strings, bytes as base64, undefined members and SDK metadata left out. A number that JavaScript cannot
 * hold exactly, which the SDK gives as a bigint or as an object with the digits, is a text.
 */
import { numberOrText } from '../../lossless-json.ts';

export function toPlain(value: unknown): unknown {
  if (typeof value === 'bigint') return numberOrText(String(value));
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(toPlain);
  if (value === null || typeof value !== 'object') return value;
  if (isNumericValue(value)) return numberOrText(value.string);
  const text = textOf(value);
  if (text !== undefined) return text;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => member !== undefined && name !== '$metadata')
      .map(([name, member]) => [name, toPlain(member)]),
  );
}

/** The SDK's class for numbers with more digits than JavaScript holds. What a service sends is never of a class. */
const isNumericValue = (value: object): value is { readonly string: string } => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== null && prototype !== Object.prototype && 'type' in value && value.type === 'bigDecimal' && 'string' in value;
};

/** The text of an object as which the SDK gives a text that holds JSON. */
const textOf = (value: object): string | undefined =>
  Object.prototype.toString.call(value) === '[object String]' ? String.prototype.valueOf.call(value) : undefined;
