/** Statements of IAM policies, for the role that manages an account. */
import { MANAGED_BY } from './manager.ts';

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface StatementScope {
  /** `aws`, or what stands for it in a template. */
  readonly partition: string;
  readonly account: string;
  /** The value of the tag `muster:managed-by`, in which `*` stands for any text. */
  readonly deployment: string;
}

/** `arnIn(scope)('rds', 'db:*')` */
export const arnIn =
  ({ partition, account }: StatementScope) =>
  (service: string, rest: string): string =>
    `arn:${partition}:${service}:*:${account}:${rest}`;

/** The condition of a call on what Muster has made. */
export const onOwn = ({ deployment }: StatementScope): NonNullable<Statement['Condition']> => ({
  StringLike: { [`aws:ResourceTag/${MANAGED_BY}`]: deployment },
});

/** The condition of a call that changes tags of what Muster has made, and not those by which it is known. */
export const onOwnTags = (scope: StatementScope): NonNullable<Statement['Condition']> => ({
  ...onOwn(scope),
  'ForAllValues:StringNotLike': { 'aws:TagKeys': ['muster:*'] },
});

/** The condition of a call that makes something: it must be given the tag of Muster. */
export const ifTagged = ({ deployment }: StatementScope): NonNullable<Statement['Condition']> => ({
  StringLike: { [`aws:RequestTag/${MANAGED_BY}`]: deployment },
});
