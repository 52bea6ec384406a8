/** DuckDB's complaints as one sentence: what is wrong with the SQL, where, and what may have been meant. */
import { z } from 'zod';
import { DATASET_NAMES } from '../../../shared/exports/datasets.ts';
import { nearest } from '../../../shared/validation/nearest.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { INTERRUPTED } from './engine.ts';

/** What `errors_as_json` makes of an error. */
const complaintSchema = z.object({
  exception_type: z.string(),
  exception_message: z.string(),
  /** Bytes of the statement before the place. */
  position: z.coerce.number().int().optional(),
  candidates: z.string().optional(),
  error_subtype: z.string().optional(),
  type: z.string().optional(),
  name: z.string().optional(),
});
type Complaint = z.infer<typeof complaintSchema>;

export const ONLY_THE_EXPORT =
  'A query reads the tables of the export and nothing else: no other file, no network, no setting; write a SELECT over resources, ' +
  'relationships, findings, changes, accounts or coverage.';

/** `before`: how many bytes stand before the user's own SQL in what was run. */
export function asCommandError(error: unknown, sql: string, before = 0): CommandError {
  if (error instanceof CommandError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const complaint = complaintIn(text);
  if (complaint === undefined) return new CommandError(`DuckDB failed: ${text}.`, EXIT.failed, { cause: error });
  switch (complaint.exception_type) {
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
      return new CommandError(`The query's files cannot be read or written: ${firstSentence(complaint)}.`, EXIT.failed, { cause: error });
    case 'INTERNAL':
    case 'FATAL':
      return new CommandError(`DuckDB failed: ${firstSentence(complaint)}.`, EXIT.failed, { cause: error });
    default:
      return new CommandError(`The SQL is wrong${placeOf(complaint, sql, before)}: ${sayingOf(complaint)}`, EXIT.refused, { cause: error });
  }
}

function complaintIn(text: string): Complaint | undefined {
  const start = text.indexOf('{');
  if (text.startsWith('INTERRUPT')) return { exception_type: 'INTERRUPT', exception_message: text };
  try {
    return complaintSchema.parse(JSON.parse(text.slice(start)));
  } catch {
    return undefined;
  }
}

/** ` at line 2, column 8`; nothing where DuckDB names no place. */
function placeOf({ position }: Complaint, sql: string, before: number): string {
  if (position === undefined || position < before) return '';
  const lines = Buffer.from(sql)
    .subarray(0, position - before)
    .toString()
    .split('\n');
  return ` at line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
}

function sayingOf(complaint: Complaint): string {
  const { name, type, error_subtype, candidates } = complaint;
  if (type === 'Table' && name !== undefined) {
    const near = nearest(name, DATASET_NAMES);
    return `there is no table ${name}. ${near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${DATASET_NAMES.join(', ')}.`}`;
  }
  if (error_subtype === 'COLUMN_NOT_FOUND' && name !== undefined) {
    const near = (candidates ?? '').split(',').filter((candidate) => candidate !== '');
    return `there is no column ${name}.${near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''}`;
  }
  if (type?.endsWith('Function') && name !== undefined)
    return `there is no function ${name}.${candidates ? ` Did you mean ${candidates.split(',').join(' or ')}?` : ''}`;
  return `${firstSentence(complaint)}.`;
}

const firstSentence = ({ exception_message }: Complaint): string =>
  (exception_message.split('\n')[0] ?? '').replace(/[.!:\s]+$/, '').replace(/^./, (first) => first.toLowerCase());
