/** Converts DuckDB's values to JSON values. */
import {
  DuckDBArrayValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUnionValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { exactNumber, type Value } from './engine.ts';

export function plainValue(value: DuckDBValue): Value {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return exactNumber(value.toString());
  if (value instanceof DuckDBDecimalValue) return exactNumber(value.toString());
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(plainValue);
  if (value instanceof DuckDBStructValue) return objectOf(Object.entries(value.entries));
  if (value instanceof DuckDBMapValue) return objectOf(value.entries.map(({ key, value: member }) => [textKey(key), member]));
  if (value instanceof DuckDBUnionValue) return plainValue(value.value);
  if (value instanceof DuckDBTimestampTZValue) return isoTime(value) ?? value.toString();
  if (value instanceof DuckDBTimestampValue) return isoTime(value)?.slice(0, -1) ?? value.toString();
  return value.toString();
}

/** ISO 8601 in UTC; undefined for a time before the year 1, after 9999, or infinity. */
function isoTime({ micros }: { readonly micros: bigint }): string | undefined {
  const ms = micros / 1000n;
  return ms >= -62_135_596_800_000n && ms < 253_402_300_800_000n ? new Date(Number(ms)).toISOString() : undefined;
}

const objectOf = (entries: readonly (readonly [string, DuckDBValue])[]): Value =>
  Object.fromEntries(entries.map(([name, member]) => [name, plainValue(member)]));

const textKey = (key: DuckDBValue): string => {
  const plain = plainValue(key);
  return typeof plain === 'string' ? plain : JSON.stringify(plain);
};
