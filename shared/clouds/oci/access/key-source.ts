/** Where the signing key of a login comes from. */
import type { SigningKey } from './signing.ts';

/** Who logs in, and where. */
export interface LoginSubject {
  /** The OCID of the tenancy that the login belongs to. */
  readonly tenancy: string;
  /** The region in which the login is made: `us-phoenix-1`. */
  readonly region: string;
  /** Who logs in, in OCI's notation: a user's OCID, or the subject of a session's token. */
  readonly user: string;
}

export interface KeySource extends LoginSubject {
  /** The key for the next request. @throws LoginProblem; OciFailure or WireFailure if a later attempt may get it */
  key(): Promise<SigningKey>;
  /** Gets another key after OCI refused the one of `refused`. False if there is no other. @throws what `key` throws */
  renew(refused: SigningKey): Promise<boolean>;
}

/** A login that cannot be made. The message is the rest of a sentence that begins with the login's name: what is wrong and what to do. */
export class LoginProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LoginProblem';
  }
}
