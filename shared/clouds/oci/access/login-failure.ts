/** Turns the failure of a login into one sentence that says what to do. It repeats no text of OCI's, which may quote the request. */
import { NotLoggedIn } from '../../login.ts';
import { LoginProblem } from './key-source.ts';
import { CLOCK_SKEW, OciFailure } from './oci-failure.ts';
import { WireFailure } from './transport.ts';

export interface FailedLogin {
  /** The connection's name, as the user wrote it: `prod`. */
  readonly name: string;
  /** Known once the keys have been read. */
  readonly tenancy?: string | undefined;
  readonly region?: string | undefined;
}

/** Undefined if the error says nothing of the login: the caller throws it as it is. */
export function loginFailure(
  error: unknown,
  { name, tenancy = 'the tenancy', region = 'its region' }: FailedLogin,
): NotLoggedIn | undefined {
  const failed = (why: string): NotLoggedIn =>
    new NotLoggedIn(`Not logged in to OCI${name === 'oci' ? '' : ` with the connection ${name}`}: ${why}`);
  if (error instanceof LoginProblem) return failed(error.message);
  if (error instanceof WireFailure) {
    if (error.code === 'ENOTFOUND') {
      return failed(`there is no host of OCI's in ${region}; correct the region of the profile or of the connection.`);
    }
    return new NotLoggedIn(`OCI cannot be reached in ${region} (${error.code}); check the network and the proxy, and try again.`, {
      unreachable: true,
    });
  }
  if (!(error instanceof OciFailure)) return undefined;
  if (error.name === CLOCK_SKEW) return failed("this machine's clock differs by more than five minutes from OCI's clock; set the clock.");
  if (error.status === 401) {
    return failed(
      `OCI does not know this login in ${region}: tenancy, user and key do not belong together, the key was deleted, or ${tenancy} does not subscribe to ${region}; compare the profile with the console's page of the API key.`,
    );
  }
  if (error.status === 404 || error.status === 403) {
    return failed(
      `OCI takes the login, but no policy lets it see ${tenancy}; add a policy to the root compartment, such as "Allow group <group> to inspect all-resources in tenancy", or correct the tenancy.`,
    );
  }
  if (error.status >= 500 || error.status === 429) {
    return new NotLoggedIn(`OCI did not answer in ${region} (${error.name}); try again.`, { unreachable: true });
  }
  return failed(`OCI refused the login (${error.name}).`);
}
