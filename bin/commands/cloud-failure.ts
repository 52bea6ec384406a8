/** Turns the error of a cloud or of a login into the error that ends a command. */
import { CloudError } from '../../shared/clouds/cloud-error.ts';
import { NotLoggedIn } from '../../shared/clouds/login.ts';
import { InvalidRequest } from '../../shared/errors.ts';
import { CommandError, EXIT } from './exit-codes.ts';

/** A CommandError for a known error; any other error is returned unchanged. The cloud's own message is left out: it may quote the request. */
export function cloudFailure(error: unknown): unknown {
  if (error instanceof NotLoggedIn) return new CommandError(error.message, error.unreachable ? EXIT.unreachable : EXIT.notLoggedIn);
  if (error instanceof InvalidRequest) return new CommandError(error.message, EXIT.refused);
  if (!(error instanceof CloudError)) return error;
  const { class: errorClass, error_code: code, permission } = error.details;
  switch (errorClass) {
    case 'denied':
      return new CommandError(
        `The cloud refuses the login ${permission ?? 'what was asked'} (${code}); allow it, or use another login.`,
        EXIT.notLoggedIn,
      );
    case 'throttled':
    case 'transient':
      return new CommandError(`The cloud did not answer (${code}); try again.`, EXIT.unreachable);
    case 'invalid':
    case 'unsupported':
      return new CommandError(`The cloud cannot answer what was asked (${code}).`, EXIT.failed);
  }
}
