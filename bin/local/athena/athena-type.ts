/** Athena's names of DuckDB's types. */

const NAMES: Readonly<Record<string, string>> = {
  BLOB: 'varbinary',
  FLOAT: 'real',
  HUGEINT: 'bigint',
  STRUCT: 'row',
  UBIGINT: 'bigint',
  UHUGEINT: 'bigint',
  UINTEGER: 'bigint',
  USMALLINT: 'integer',
  UTINYINT: 'smallint',
};

/** `BIGINT`, `DECIMAL(18,3)`, `VARCHAR[]` */
export function athenaType(type: string): string {
  if (type.endsWith(']')) return 'array';
  const name = type.replace(/\s*\(.*$/s, '');
  return NAMES[name] ?? name.toLowerCase();
}
