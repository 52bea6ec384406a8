/** Turns an error of Azure into a CloudError, by the table in `error-table.ts`. */
import { CloudError, type CloudErrorDetails } from '../../cloud-error.ts';
import { plainMessage } from '../../plain-message.ts';
import { AzureError } from './azure-error.ts';
import { ERROR_TABLE, type ErrorRow, type ErrorSource } from './error-table.ts';

export interface FailedCall {
  /** The question, and where it was asked: `Microsoft.Storage in the subscription 1111…`. It begins the message. */
  readonly place: string;
  /** The permission that the call needs; it is reported if the API names none. */
  readonly permission?: string | undefined;
}

/** Returns an error that already is a CloudError as it is. */
export function classifyError(error: unknown, { place, permission: needed }: FailedCall): CloudError {
  if (error instanceof CloudError) return error;
  const { details, why } = reasonOf(error, needed);
  return new CloudError(`${place}: ${why}`, details, { cause: error });
}

/** The reason of a failed call, which ends in a full stop. `needed`: the permission that the call needs. */
export function reasonOf(error: unknown, needed?: string): { readonly details: CloudErrorDetails; readonly why: string } {
  if (error instanceof CloudError) return { details: error.details, why: error.message };
  const facts = factsOf(error);
  const row = rowOf(facts);
  const permission = row.lacks ? (permissionIn(facts.text) ?? needed) : undefined;
  const details = { class: row.class, error_code: facts.code, ...(permission !== undefined && { permission }) };
  return { details, why: explain(row, facts, permission) };
}

/** Whether another attempt at the same request may succeed, and whether it was refused for too many requests. */
export const classOf = (error: unknown): ErrorRow['class'] =>
  error instanceof CloudError ? error.details.class : rowOf(factsOf(error)).class;

interface ErrorFacts {
  readonly source: ErrorSource | undefined;
  readonly code: string;
  readonly status: number | undefined;
  readonly text: string;
}

/** Network errors have a generic name and a `code`. */
function factsOf(error: unknown): ErrorFacts {
  if (error instanceof AzureError) return { source: error.source, code: error.name, status: error.status, text: error.message };
  if (!(error instanceof Error)) return { source: undefined, code: 'UnknownError', status: undefined, text: '' };
  const { code } = error as NodeJS.ErrnoException;
  const known = typeof code === 'string' && /^[A-Z][A-Z_]+$/.test(code);
  return { source: undefined, code: known ? code : error.name, status: undefined, text: error.message };
}

function rowOf({ source, code, status, text }: ErrorFacts): ErrorRow {
  const row = ERROR_TABLE.find(
    (candidate) =>
      (candidate.from === undefined || candidate.from === source) &&
      (candidate.codes === undefined || candidate.codes.some((known) => (typeof known === 'string' ? known === code : known.test(code)))) &&
      (candidate.text === undefined || candidate.text.test(text)) &&
      (candidate.status === undefined || (status !== undefined && isWithin(status, candidate.status))),
  );
  // The last row of the table has no condition, so a row is always found.
  return row as ErrorRow;
}

function isWithin(status: number, wanted: number | readonly [number, number]): boolean {
  const [first, last] = typeof wanted === 'number' ? [wanted, wanted] : wanted;
  return first <= status && status <= last;
}

/** ARM: `to perform action 'Microsoft.Sql/servers/read'`; a vault: `Action: 'Microsoft.KeyVault/vaults/certificates/read'`; Graph: `required MSGraph permissions AuditLog.Read.All`. The rest of the text is not looked at. */
const PERMISSIONS = [
  /\bperform actions?(?:\(s\))? '([A-Za-z][\w.*-]*(?:\/[\w.*-]+){1,12})'/,
  /\bAction: '([A-Za-z][\w.*-]*(?:\/[\w.*-]+){1,12})'/,
  /\brequired MSGraph permissions? ([A-Z][A-Za-z]*(?:\.[A-Z][A-Za-z]*){1,3})\b/,
];

const permissionIn = (text: string): string | undefined => PERMISSIONS.map((form) => form.exec(text)?.[1]).find(Boolean);

/** How an administrator gives the permission that an API misses. */
const REMEDIES: Readonly<Record<Exclude<ErrorSource, 'entra'>, string>> = {
  management: 'give the application a role that allows it, such as Reader',
  graph: 'grant it to the application, with the consent of an administrator',
  vault:
    'give the application a role that allows it, such as Key Vault Reader, or an access policy with the permissions get and list where the vault has access policies',
};

function explain(
  { class: errorClass, says, remedy }: ErrorRow,
  { source, code, text }: ErrorFacts,
  permission: string | undefined,
): string {
  if (says !== undefined) return `${says} (${code})${remedy === undefined ? '' : `; ${remedy}`}.`;
  switch (errorClass) {
    case 'denied': {
      // Entra ID's own text quotes what was sent, so only its code is told.
      if (source === 'entra') return `Entra ID refused the login (${code}); check the application, its secret and the tenant.`;
      return `the login may not call ${permission ?? 'this'} (${code}); ${REMEDIES[source ?? 'management']}.`;
    }
    case 'throttled':
      return `the limit of requests is used up (${code}), and waiting did not help.`;
    case 'unsupported':
      return `not available here (${code}).`;
    case 'invalid':
    case 'transient':
      return source === 'entra' || text === '' ? `${code}.` : `${code}: ${plainMessage(text)}`;
  }
}
