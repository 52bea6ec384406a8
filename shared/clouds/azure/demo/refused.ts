/** A refusal of a request, as Resource Manager and Microsoft Graph write it. */
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
