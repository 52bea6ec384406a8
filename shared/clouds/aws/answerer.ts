/**
 * An answerer answers a session's calls instead of AWS: a replayed recording, a module that the environment names, or a test. It is called
 * inside the SDK's retry loop, in place of the network: its errors are retried, counted and classed like errors of AWS.
 */
export interface CloudCall {
  /**
   * The account that the session reads, 12 digits, in its login calls (AssumeRole, GetCallerIdentity) too; or
   * `login-<name>` for the call by which a login asks which account it belongs to.
   */
  readonly account: string;
  /** The region that the client calls. */
  readonly region: string;
  /** The client's own service name in lower case: `ec2`, `s3`, `iam`, `rds`, `lambda`, `sts`, `organizations`. */
  readonly service: string;
  /** `DescribeVpcs` */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The operation's schema, as the SDK's command carries it: `[9, namespace, name, traits, input, output]`. */
  readonly schema?: unknown;
}

export interface Answerer {
  /**
   * The output as the SDK shapes it: SDK member names, real `Date` objects, no `$metadata`.
   * AssumeRole and GetCallerIdentity are answered here too.
   * @throws AnsweredError for a call that the service would refuse
   */
  answer(call: CloudCall): Promise<object>;
}

/** A global symbol, because this module may be loaded twice: in a function's bundle, and by an answerer that the environment names. */
const ANSWERED = Symbol.for('muster.answered');

/** An error that AWS would have answered with. `name` is its code: `AccessDenied`. */
export class AnsweredError extends Error {
  readonly [ANSWERED] = true;
  /** HTTP status. */
  readonly status: number;

  constructor(name: string, message: string, status: number) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** True for errors of another copy of this module too. */
export const isAnswered = (error: unknown): error is AnsweredError => error instanceof Error && ANSWERED in error;
