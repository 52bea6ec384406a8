/** STS's answers, which decide who may assume which role. */
import type { AssumeRoleRequest, AssumeRoleResponse, GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import { AnsweredError, type CloudCall } from '../answerer.ts';
import { profileOf } from './accounts.ts';
import { notAnswered } from './not-answered.ts';
import { MANAGEMENT_ACCOUNT } from './organization-facts.ts';
import { Draw } from '../../demo/random.ts';

/** The demo estate has no clock, and its credentials give access to nothing, so they need not expire. */
const EXPIRATION = new Date('2099-12-31T00:00:00.000Z');

const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;

/**
 * Answers AssumeRole and GetCallerIdentity. Any account may call, because the platform's own account is not one of the estate's.
 * GetCallerIdentity of a login returns the organization's management account.
 * @throws AnsweredError if the role cannot be assumed
 */
export function answerSts(call: CloudCall, accounts: number): object {
  if (call.operation === 'GetCallerIdentity') return callerIdentity(call.account);
  if (call.operation === 'AssumeRole') return assumeRole(call, accounts);
  throw notAnswered(call, 'It answers AssumeRole, GetCallerIdentity.');
}

function callerIdentity(caller: string): GetCallerIdentityResponse {
  const account = /^\d{12}$/.test(caller) ? caller : MANAGEMENT_ACCOUNT;
  return {
    Account: account,
    Arn: `arn:aws:sts::${account}:assumed-role/muster/inventory`,
    UserId: `AROA${new Draw(account).base32('caller', 17)}:inventory`,
  };
}

function assumeRole(call: CloudCall, accounts: number): AssumeRoleResponse {
  const { RoleArn = '', RoleSessionName = '' } = call.input as Partial<AssumeRoleRequest>;
  const [, account = '', role = ''] = ROLE_ARN.exec(RoleArn) ?? [];
  const profile = profileOf(account, accounts);
  // AWS returns the same error for a role that does not exist and for one that may not be assumed.
  if (!profile || profile.trait === 'role_denied') {
    throw new AnsweredError(
      'AccessDenied',
      `User: arn:aws:sts::${MANAGEMENT_ACCOUNT}:assumed-role/muster/inventory is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
      403,
    );
  }
  const draw = new Draw(`${account} ${role}`);
  return {
    Credentials: {
      AccessKeyId: `ASIA${draw.base32('key', 16)}`,
      SecretAccessKey: 'demo-estate-no-secret',
      SessionToken: 'demo-estate-no-token',
      Expiration: EXPIRATION,
    },
    AssumedRoleUser: {
      AssumedRoleId: `AROA${draw.base32('role', 17)}:${RoleSessionName}`,
      Arn: `arn:aws:sts::${account}:assumed-role/${role}/${RoleSessionName}`,
    },
    PackedPolicySize: 6,
  };
}
