/** What stops the local platform and has a clear cause: printed as its one sentence, without a stack. */
export class UserError extends Error {
  /** 2 for what was asked wrongly (options, credentials), 1 for everything else. */
  readonly exitCode: 1 | 2;

  constructor(message: string, options: ErrorOptions & { readonly exitCode?: 1 | 2 } = {}) {
    super(message, options);
    this.name = 'UserError';
    this.exitCode = options.exitCode ?? 1;
  }
}

/** Works for whatever was thrown, from whatever realm (worker threads, jest). */
export const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

export const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
