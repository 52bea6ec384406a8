/**
 * What may answer a session's calls instead of AWS: a replayed recording, a module that the environment names, a test. It sits inside the
 * SDK's retry loop, where the network would be: what it throws is retried, counted and classed like an error of AWS.
 */
export interface CloudCall {
  /**
   * 12 digits: the account that the session is about, in its login calls (AssumeRole, GetCallerIdentity) too; or
   * `login-<name>` where a login asks which account it belongs to.
   */
  readonly account: string;
  /** Region that the client speaks to. */
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
   * AssumeRole and GetCallerIdentity come through here too.
   * @throws AnsweredError for what the service would refuse
   */
  answer(call: CloudCall): Promise<object>;
}

/** Shared by every copy of this module: an answerer that the environment names is loaded beside a function's bundle. */
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

/** Also for errors of another copy of this module. */
export const isAnswered = (error: unknown): error is AnsweredError => error instanceof Error && ANSWERED in error;
