/** What the API shows of accounts and connections, and what it takes. */
import { z } from '@hono/zod-openapi';
import { ACCOUNT_STATUSES } from '../../connections/model.ts';
import { PROVIDERS } from '../../ids.ts';
import { OPERATION_NAMES, type OperationName } from '../../operations.ts';
import { SEVERITIES } from '../../policies/policy.ts';
import { accountId, accountIdText, count, countsByName, jobId, time } from './jobs.ts';
import { isShowable, oneOf, shownText, UNSHOWABLE } from './texts.ts';

const runSchema = z.object({ job_id: jobId, status: z.string(), at: time, error: z.string().optional() }).readonly();

/** `last_inventory`, … */
type LastRuns = { readonly [N in OperationName as `last_${N}`]: z.ZodOptional<typeof runSchema> };
const lastRuns = Object.fromEntries(
  OPERATION_NAMES.map((name) => [
    `last_${name}`,
    runSchema.optional().openapi({ description: `How the newest ${name} of the account ended.` }),
  ]),
) as unknown as LastRuns;

export const findingsBySeverity = z.partialRecord(z.enum(SEVERITIES), count).readonly();

export const accountSchema = z
  .object({
    account_id: accountId,
    connection_id: z.string(),
    name: z.string(),
    organizational_unit: z.string().optional(),
    enabled: z.boolean(),
    status: z.enum(ACCOUNT_STATUSES).openapi({ description: 'How the newest inventory of the account ended.' }),
    created_at: time,
    ...lastRuns,
    resource_counts: countsByName.optional().openapi({ description: 'Resources in use by type, as the newest runs saw them.' }),
    findings: findingsBySeverity.optional().openapi({ description: 'Open findings by severity, as the newest scan left them.' }),
  })
  .openapi('Account');

const label = shownText(256);

const connectionId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Write at most 63 lower-case letters, digits and hyphens');

export const newAccountsSchema = z
  .strictObject({
    accounts: z
      .array(
        z.strictObject({
          account_id: accountIdText.openapi({ description: 'A bare 12-digit id means AWS.', example: '123456789012' }),
          name: label.optional(),
          connection_id: connectionId.optional().openapi({ description: "The deployment's own connection, `aws`, unless named." }),
          organizational_unit: label.optional(),
        }),
      )
      .min(1)
      .max(1000),
  })
  .openapi('NewAccounts');

export const addedAccountsSchema = z
  .object({
    accounts: z
      .array(z.object({ result: z.enum(['created', 'exists']), account: accountSchema }).readonly())
      .readonly()
      .openapi({ description: 'In the order of the request. `exists`: registered before, and left as it was.' }),
  })
  .openapi('AddedAccounts');

export const accountChangeSchema = z
  .strictObject({ enabled: z.boolean().optional(), name: label.optional() })
  .refine((change) => Object.keys(change).length > 0, 'Name at least one of enabled, name')
  .openapi('AccountChange', { minProperties: 1 });

export const connectionSchema = z
  .object({
    connection_id: z.string(),
    provider: z.enum(PROVIDERS),
    name: z.string(),
    role_name: z.string().optional(),
    external_id: z
      .string()
      .optional()
      .openapi({ description: "Asked for by the role's trust policy. Identifies this deployment; not a secret." }),
    created_at: time,
  })
  .openapi('Connection');

export const newConnectionSchema = z
  .strictObject({
    connection_id: connectionId,
    provider: oneOf(['aws']),
    name: label.optional(),
    role_name: z
      .string()
      .regex(/^[\w+=,.@-]{1,64}$/, 'Write the name of an IAM role, without its path')
      .refine(isShowable, UNSHOWABLE),
    external_id: z
      .string()
      .regex(/^[\w+=,.@:/-]{2,1224}$/, 'Write 2 to 1224 characters of letters, digits and _+=,.@:/-')
      .refine(isShowable, UNSHOWABLE)
      .optional(),
  })
  .openapi('NewConnection');
