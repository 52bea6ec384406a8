/** A refusal by Entra ID, Azure Resource Manager, Microsoft Graph or a key vault, before it is classed. */
import type { ErrorSource } from './error-table.ts';

interface RefusalOptions extends ErrorOptions {
  /** HTTP status; absent if no answer came. */
  readonly status?: number | undefined;
}

export class AzureError extends Error {
  readonly source: ErrorSource;
  readonly status: number | undefined;

  /** `code`: the API's own code, `AuthorizationFailed` or `AADSTS7000215`; it becomes the error's name. */
  constructor(source: ErrorSource, code: string, message: string, { status, ...options }: RefusalOptions = {}) {
    super(message, options);
    this.name = code;
    this.source = source;
    this.status = status;
  }
}

/** A code that looks like one of Azure's; another text could hold a secret. */
const PLAIN_CODE = /^[A-Za-z][\w.-]{0,99}$/;

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/**
 * The error that an answer's body tells. The APIs write it as `{error: {code, message}}`, some providers without `error` or with capital
 * letters, and some send no body: the code is then that of the status. A vault answers `Forbidden` to every refusal; its inner code says why.
 */
export function refusalIn(source: ErrorSource, status: number, body: unknown): AzureError {
  const outer = membersOf(body);
  const inner = membersOf(outer['error']);
  const said = 'error' in outer ? inner : outer;
  const inmost = source === 'vault' ? membersOf(said['innererror'])['code'] : undefined;
  const code = [inmost, said['code'], said['Code'], said['ErrorCode'], outer['error']]
    .map(textOf)
    .find((text) => text !== undefined && PLAIN_CODE.test(text));
  const message = [said['message'], said['Message'], outer['error_description'], outer['title']].map(textOf).find(Boolean) ?? '';
  return new AzureError(source, code ?? `HTTP${status}`, message, { status });
}
