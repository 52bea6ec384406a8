/** A call that failed, together with the permission that this very call needs: a refusal then blames the right one. */
export class CallFailure extends Error {
  /** The service's error code: `AccessDenied`. */
  readonly code: string;
  /** `ecs:ListServices` */
  readonly permission: string;

  constructor(cause: unknown, permission: string) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'CallFailure';
    this.code = cause instanceof Error ? cause.name : '';
    this.permission = permission;
  }
}

/** The service's error code; empty for what is no failed call. */
export const codeOf = (error: unknown): string => (error instanceof CallFailure ? error.code : '');

/** Whether the call failed with one of these codes. */
export const failedWith = (error: unknown, codes: readonly string[] | undefined): boolean => codes?.includes(codeOf(error)) ?? false;
