/** A refusal of a request, as OCI writes it. */
import type { Refusal } from '../../demo/sample-file.ts';

export class Refused extends Error {
  /** HTTP status. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor({ code, status, message = code }: Refusal, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = code;
    this.status = status;
    this.headers = headers;
  }
}

/** OCI does not tell what does not exist from what the login may not see. */
export const notAuthorizedOrNotFound = (): Refused =>
  new Refused({ code: 'NotAuthorizedOrNotFound', status: 404, message: 'Authorization failed or requested resource not found.' });
