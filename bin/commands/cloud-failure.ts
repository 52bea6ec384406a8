/** What a cloud or a login to it ended with, as the end of a command. */
import { CloudError } from '../../shared/clouds/cloud-error.ts';
import { NotLoggedIn } from '../../shared/clouds/login.ts';
import { InvalidRequest } from '../../shared/errors.ts';
import { CommandError, EXIT } from './exit-codes.ts';

/** A CommandError for what is known; anything else as it is. A cloud's own words stay out: they may quote a request. */
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
