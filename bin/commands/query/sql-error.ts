/** Turns DuckDB's errors into one sentence: what is wrong with the SQL, where, and which name may have been meant. */
import { z } from 'zod';
import { DATASET_NAMES } from '../../../shared/exports/datasets.ts';
import { nearest } from '../../../shared/validation/nearest.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { INTERRUPTED } from './engine.ts';

/** A DuckDB error in the form that the setting `errors_as_json` gives it. */
const duckDbErrorSchema = z.object({
  exception_type: z.string(),
  exception_message: z.string(),
  /** Place of the error, as a byte offset into the statement. */
  position: z.coerce.number().int().optional(),
  candidates: z.string().optional(),
  error_subtype: z.string().optional(),
  type: z.string().optional(),
  name: z.string().optional(),
});
type DuckDbError = z.infer<typeof duckDbErrorSchema>;

export const ONLY_THE_EXPORT =
  'A query reads the tables of the export and nothing else: no other file, no network, no setting; write a SELECT over resources, ' +
  'relationships, findings, changes, accounts or coverage.';

/** `before` is the number of bytes that the engine put before the user's SQL; `tables` are those that there are. */
export function asCommandError(error: unknown, sql: string, before = 0, tables: readonly string[] = DATASET_NAMES): CommandError {
  if (error instanceof CommandError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const parsed = parsedError(text);
  if (parsed === undefined) return new CommandError(`DuckDB failed: ${text}.`, EXIT.failed, { cause: error });
  switch (parsed.exception_type) {
    case 'INTERRUPT':
    case 'Interrupt':
      return new CommandError(INTERRUPTED, EXIT.failed);
    case 'Permission':
      return new CommandError(ONLY_THE_EXPORT, EXIT.refused, { cause: error });
    case 'Out of Memory':
      return new CommandError(
        'The query needs more memory or temporary space than it may have; select fewer columns or rows, or group by less.',
        EXIT.failed,
        { cause: error },
      );
    case 'IO':
      return new CommandError(`The query's files cannot be read or written: ${firstSentence(parsed)}.`, EXIT.failed, { cause: error });
    case 'INTERNAL':
    case 'FATAL':
      return new CommandError(`DuckDB failed: ${firstSentence(parsed)}.`, EXIT.failed, { cause: error });
    default:
      return new CommandError(`The SQL is wrong${placeOf(parsed, sql, before)}: ${messageOf(parsed, tables)}`, EXIT.refused, {
        cause: error,
      });
  }
}

function parsedError(text: string): DuckDbError | undefined {
  const start = text.indexOf('{');
  if (text.startsWith('INTERRUPT')) return { exception_type: 'INTERRUPT', exception_message: text };
  try {
    return duckDbErrorSchema.parse(JSON.parse(text.slice(start)));
  } catch {
    return undefined;
  }
}

/** ` at line 2, column 8`; the empty text if DuckDB names no place. */
function placeOf({ position }: DuckDbError, sql: string, before: number): string {
  if (position === undefined || position < before) return '';
  const lines = Buffer.from(sql)
    .subarray(0, position - before)
    .toString()
    .split('\n');
  return ` at line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
}

function messageOf(parsed: DuckDbError, tables: readonly string[]): string {
  const { name, type, error_subtype, candidates } = parsed;
  if (type === 'Table' && name !== undefined) {
    const near = nearest(name, tables);
    return `there is no table ${name}. ${near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${tables.join(', ')}.`}`;
  }
  if (error_subtype === 'COLUMN_NOT_FOUND' && name !== undefined) {
    const near = (candidates ?? '').split(',').filter((candidate) => candidate !== '');
    return `there is no column ${name}.${near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''}`;
  }
  if (type?.endsWith('Function') && name !== undefined)
    return `there is no function ${name}.${candidates ? ` Did you mean ${candidates.split(',').join(' or ')}?` : ''}`;
  return `${firstSentence(parsed)}.`;
}

const firstSentence = ({ exception_message }: DuckDbError): string =>
  (exception_message.split('\n')[0] ?? '')
    .replace(/[.!:\s]+$/, '')
    .replace(/^./, (first) => first.toLowerCase())
    .replace(/\ban (?=table\b|view\b)/, 'a ');
