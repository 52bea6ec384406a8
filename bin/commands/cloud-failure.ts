/** Turns the error of a cloud or of a login into the error that ends a command. */
import { CloudError, type CloudErrorClass } from '../../shared/clouds/cloud-error.ts';
import { NotLoggedIn } from '../../shared/clouds/login.ts';
import { InvalidRequest } from '../../shared/errors.ts';
import { redactText } from '../../shared/redact.ts';
import { CommandError, EXIT } from './exit-codes.ts';

/** `invalid`: the settings of a connection, or a secret that it names, cannot be used. */
const EXIT_OF = {
  denied: EXIT.notLoggedIn,
  invalid: EXIT.refused,
  throttled: EXIT.unreachable,
  transient: EXIT.unreachable,
  unsupported: EXIT.failed,
} as const satisfies Record<CloudErrorClass, number>;

/**
 * A CommandError for a known error; any other error is returned unchanged. A message that the cloud's own error has caused is left out: it may quote
 * the request.
 */
export function cloudFailure(error: unknown): unknown {
  if (error instanceof NotLoggedIn) return new CommandError(error.message, error.unreachable ? EXIT.unreachable : EXIT.notLoggedIn);
  if (error instanceof InvalidRequest) return new CommandError(error.message, EXIT.refused);
  if (!(error instanceof CloudError)) return error;
  const { class: errorClass, error_code: code, permission } = error.details;
  if (error.cause === undefined) return new CommandError(redactText(error.message), EXIT_OF[errorClass]);
  switch (errorClass) {
    case 'denied':
      return new CommandError(
        `The cloud refuses the login ${permission ?? 'what was asked'} (${code}); allow it, or use another login.`,
        EXIT_OF.denied,
      );
    case 'throttled':
    case 'transient':
      return new CommandError(`The cloud did not answer (${code}); try again.`, EXIT_OF.transient);
    case 'invalid':
    case 'unsupported':
      return new CommandError(`The cloud cannot answer what was asked (${code}).`, EXIT.failed);
  }
}
