/** Policy documents of the demo estate, and how IAM hands documents out. */
import type { AttachedPolicy } from '@aws-sdk/client-iam';

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: unknown;
}

/** URL-encoded (RFC 3986) JSON: stricter than `encodeURIComponent`, which leaves `!'()*` alone. */
export const encodedPolicy = (...statements: readonly Statement[]): string =>
  encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statements })).replaceAll(
    /[!'()*]/g,
    (character) => `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`,
  );

export const trust = (principal: unknown, condition?: unknown, action = 'sts:AssumeRole'): string =>
  encodedPolicy({
    Effect: 'Allow',
    Principal: principal,
    Action: action,
    ...(condition === undefined ? {} : { Condition: condition }),
  });

/** A policy that AWS itself keeps: `AdministratorAccess`, `service-role/AWSLambdaBasicExecutionRole`. */
export const awsManaged = (path: string): AttachedPolicy => ({
  PolicyArn: `arn:aws:iam::aws:policy/${path}`,
  PolicyName: path.slice(path.lastIndexOf('/') + 1),
});
