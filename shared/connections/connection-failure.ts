/** Why a connection cannot be used, also where nobody expected the error: it is then that connection's own failure, and the others go on. */
import { CloudError } from '../clouds/cloud-error.ts';
import { NotLoggedIn } from '../clouds/login.ts';
import { plainMessage } from '../clouds/plain-message.ts';
import { InvalidRequest } from '../errors.ts';

export type ConnectionFailure = NotLoggedIn | CloudError | InvalidRequest;

/** The error itself if it is one that logins throw on purpose. Any other becomes a CloudError of the class `transient`, without secrets in its message. */
export function failureOf(connectionId: string, error: unknown): ConnectionFailure {
  if (error instanceof NotLoggedIn || error instanceof CloudError || error instanceof InvalidRequest) return error;
  return new CloudError(
    `The connection ${connectionId} met an error that Muster did not expect; try again, and report it if it comes again: ${plainMessage(String(error))}`,
    { class: 'transient', error_code: 'Unexpected' },
  );
}
