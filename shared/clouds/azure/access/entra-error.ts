/** The errors of a login, without any text of Entra ID or of the SDK, which may quote what was sent. */
import { AzureError } from './azure-error.ts';

const CODE = /\bAADSTS\d{3,9}\b/;

/** The error that Entra ID answered in the place of a token: its own number, or else OAuth's word. */
export function entraRefusal(status: number, body: string): AzureError {
  const code = CODE.exec(body)?.[0] ?? /"error"\s*:\s*"([a-z_]{1,64})"/.exec(body)?.[1] ?? `HTTP${status}`;
  return new AzureError('entra', code, '', { status });
}

/** An error of `@azure/identity` that no answer and no network error explains. The Azure CLI prints Entra ID's number in its message. */
export function loginError(error: unknown): AzureError {
  const messages = chainOf(error).map(({ message }) => message);
  const code = messages.map((message) => CODE.exec(message)?.[0]).find(Boolean);
  return new AzureError('entra', code ?? (chainOf(error).some(isUnavailable) ? 'NoAzureLogin' : 'LoginFailed'), '', { cause: error });
}

/** The SDK's names for "none of the logins is set up". */
const isUnavailable = ({ name }: Error): boolean => name === 'CredentialUnavailableError' || name === 'AggregateAuthenticationError';

/** The error and the errors that it collects or is caused by. */
function chainOf(error: unknown, depth = 0): readonly Error[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const { errors = [] } = error as { readonly errors?: readonly unknown[] };
  return [error, ...[error.cause, ...errors].flatMap((each) => chainOf(each, depth + 1))];
}
