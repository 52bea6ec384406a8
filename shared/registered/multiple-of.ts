/**
 * The keyword `multipleOf` of JSON Schema, exactly for decimal fractions: 19.99 is a multiple of 0.01. Ajv's own divides in floating point and refuses it, and its
 * option `multipleOfPrecision` takes whatever is near a multiple for one.
 */
import type { FuncKeywordDefinition, SchemaValidateFunction } from 'ajv';

/** A number as its decimal form says it: `digits` times ten to the power of `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function decimalOf(value: number): Decimal {
  const [mantissa = '', power = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

/** Tells whether `value` is a whole number of times `step`, which is more than 0. */
export function isMultiple(value: number, step: number): boolean {
  const [left, right] = [decimalOf(value), decimalOf(step)];
  const exponent = Math.min(left.exponent, right.exponent);
  const scaled = (decimal: Decimal): bigint => decimal.digits * 10n ** BigInt(decimal.exponent - exponent);
  return scaled(left) % scaled(right) === 0n;
}

const validate: SchemaValidateFunction = (step: number, value: number): boolean => {
  if (isMultiple(value, step)) return true;
  validate.errors = [{ keyword: 'multipleOf', params: { multipleOf: step }, message: `must be a multiple of ${step}` }];
  return false;
};

export const MULTIPLE_OF: FuncKeywordDefinition = { keyword: 'multipleOf', type: 'number', schemaType: 'number', validate, errors: true };
