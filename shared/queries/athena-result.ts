/** Reads the pages in which Athena gives a result. */
import type { ColumnInfo, GetQueryResultsCommandOutput } from '@aws-sdk/client-athena';

export interface AthenaPage {
  readonly columns: readonly ColumnInfo[];
  /** Each row has a text for every column; undefined is SQL's null. */
  readonly rows: readonly (readonly (string | undefined)[])[];
  readonly next: string | undefined;
}

/** `isFirst`: whether the page is the result's first. */
export function athenaPage({ ResultSet, NextToken }: GetQueryResultsCommandOutput, isFirst: boolean): AthenaPage {
  const columns = ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
  const rows = (ResultSet?.Rows ?? []).map(({ Data = [] }) => columns.map((_, at) => Data[at]?.VarCharValue));
  // The first row of a SELECT's answer is its heading. Other statements have none.
  const isHeading = isFirst && columns.every(({ Name }, at) => rows[0]?.[at] === Name);
  return { columns, rows: isHeading ? rows.slice(1) : rows, next: NextToken };
}

/** Athena's words as one sentence on one line. */
export const sentenceOf = (text: string): string => `${text.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '')}.`;
