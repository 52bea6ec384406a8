/** A refusal of a request. Each provider of REST APIs writes it into an answer of its own form. */
import type { Refusal } from './sample-file.ts';

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
