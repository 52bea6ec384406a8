/** An error with a clear cause that the user can correct. Its message is printed without a stack trace. */
export class UserError extends Error {
  /** 2 if options or credentials are wrong, 1 for everything else. */
  readonly exitCode: 1 | 2;

  constructor(message: string, options: ErrorOptions & { readonly exitCode?: 1 | 2 } = {}) {
    super(message, options);
    this.name = 'UserError';
    this.exitCode = options.exitCode ?? 1;
  }
}

/** The message of any thrown value, also of an Error from another realm (a worker thread, jest), where `instanceof` fails. */
export const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

export const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
