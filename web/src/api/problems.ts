/** Errors of the API as problem details (RFC 9457). */

interface ProblemDetails {
  readonly title?: string;
  readonly detail?: string;
  readonly field?: string;
  readonly request_id?: string;
  readonly problems?: readonly { readonly path?: string; readonly message?: string }[];
}

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** The HTTP status; 0 if there was no answer. */
  readonly status: number;
  /** The part of the request that is wrong. */
  readonly field: string | undefined;
  /** By this id the function's log has the request. */
  readonly requestId: string | undefined;

  constructor(status: number, { title, detail, field, request_id }: ProblemDetails) {
    super(detail ?? title ?? `The API answered ${status} without saying why.`);
    this.status = status;
    this.field = field;
    this.requestId = request_id;
  }
}

/** The problem that a response tells of. Answers of API Gateway are not problem details: they have a `message`. */
export async function problemOf(response: { readonly status: number; text(): Promise<string> }): Promise<ApiProblem> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null)
      return new ApiProblem(response.status, 'message' in body ? { detail: String(body.message) } : body);
  } catch {
    // The body is not JSON: the status has to be enough.
  }
  return new ApiProblem(response.status, {});
}

/** The sentence that a person reads of an error. */
export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
