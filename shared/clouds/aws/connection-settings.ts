/** The settings of a connection to AWS. */
import { z } from 'zod';
import { type AccountId, nativeId } from '../../ids.ts';
import type { ConnectionSettings } from '../connection.ts';

/** The name of the role that the member stack makes, if no other is chosen. */
export const DEFAULT_ROLE_NAME = 'MusterReadRole';
/** The names that IAM allows. */
export const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;

export const awsConnectionSettings = z.strictObject({
  account: z
    .string()
    .regex(/^\d{12}$/, 'write the 12 digits of the account')
    .optional()
    .describe('the one account of the connection: 12 digits; if absent, the accounts of the organization'),
  role_name: z
    .string()
    .regex(ROLE_NAME, "write the role's name without its path")
    .optional()
    .describe("the role to take in each account, without its path (default: the deployment's role name)"),
  external_id: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, 'write 2 to 1224 letters, digits or any of +=,.@:/-_')
    .optional()
    .describe("the external id that the role's trust policy requires; it identifies the deployment and is no secret"),
  organization_role: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@-]{1,64}$/, 'write arn:aws:iam::123456789012:role/Name')
    .optional()
    .describe(
      'the ARN of the role that lists the organization, in its management account or a delegated administrator (default: none, the login itself)',
    ),
});

export type AwsConnectionSettings = z.infer<typeof awsConnectionSettings>;

/** Leaves out values that are undefined or empty. */
export const awsSettingsOf = (roleName: string | undefined, externalId: string | undefined): AwsConnectionSettings => ({
  ...(roleName && { role_name: roleName }),
  ...(externalId && { external_id: externalId }),
});

/** A connection with the setting `account` is for that account alone. */
export const cannotReadOfAws = (id: AccountId, { account }: ConnectionSettings): string | undefined =>
  typeof account !== 'string' || account === nativeId(id) ? undefined : `is not the account ${account}, which the connection is for`;
