/** Schemas of accounts and connections. */
import { z } from '@hono/zod-openapi';
import type { ProviderFacts } from '../../clouds/provider.ts';
import { ACCOUNT_STATUSES } from '../../connections/model.ts';
import { PROVIDERS } from '../../ids.ts';
import { OPERATION_NAMES, type OperationName } from '../../operations.ts';
import { SEVERITIES } from '../../severity.ts';
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
    resource_counts: countsByName.optional().openapi({ description: 'Resources in use by type, after the newest inventories.' }),
    findings: findingsBySeverity.optional().openapi({ description: 'Open findings by severity, after the newest scan.' }),
  })
  .openapi('Account');

const label = shownText(256);

const connectionId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Write at most 63 lower-case letters, digits and hyphens');

export const newAccountsSchema = z
  .strictObject({
    accounts: z
      .array(
        z.strictObject({
          account_id: accountIdText.openapi({ description: 'An id of 12 digits without a provider means AWS.', example: '123456789012' }),
          name: label.optional(),
          connection_id: connectionId.optional().openapi({ description: "By default `aws`, the deployment's own connection." }),
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
      .openapi({
        description: 'The accounts in the order of the request. `exists`: the account was registered before and was not changed.',
      }),
  })
  .openapi('AddedAccounts');

export const accountChangeSchema = z
  .strictObject({
    enabled: z.boolean().optional(),
    name: label.optional(),
    connection_id: connectionId.optional().openapi({ description: 'Moves the account to another connection of its provider.' }),
  })
  .refine((change) => Object.keys(change).length > 0, 'Name at least one of enabled, name, connection_id')
  .openapi('AccountChange', { minProperties: 1 });

export const removedAccountSchema = z
  .object({
    account_id: accountId,
    removed: z.boolean().openapi({
      description: 'If false, there was no time to delete all that is stored of the account. It is disabled; repeat the request.',
    }),
  })
  .openapi('RemovedAccount');

export const connectionSchema = z
  .object({
    connection_id: z.string(),
    provider: z.enum(PROVIDERS),
    name: z.string(),
    settings: z
      .record(z.string(), z.unknown())
      .readonly()
      .openapi({ description: "Settings of the provider's logins, such as `role_name`." }),
    created_at: time,
  })
  .openapi('Connection');

/** Schema of a new connection to one of the providers, with the settings of that provider's logins. */
export function newConnectionSchema(providers: readonly ProviderFacts[]) {
  const [first, ...others] = providers.map(({ id, loginSchema }) =>
    z.strictObject({
      connection_id: connectionId,
      provider: oneOf([id]),
      name: label.optional(),
      settings: loginSchema.superRefine(refuseUnshowable).prefault({}),
    }),
  );
  if (!first) throw new Error('The API was given no provider.');
  const schema = others.length === 0 ? first : z.discriminatedUnion('provider', [first, ...others]);
  return schema.openapi('NewConnection');
}

/** Schema of a change to a connection of one of the providers. */
export function connectionChangeSchema(providers: readonly ProviderFacts[]) {
  const settings = providers.map(({ loginSchema }) => loginSchema.superRefine(refuseUnshowable));
  return z
    .strictObject({
      name: label.optional(),
      settings: (settings.length === 1 ? settings[0]! : z.union(settings))
        .optional()
        .openapi({ description: 'Replace the settings as a whole.' }),
    })
    .refine((change) => Object.keys(change).length > 0, 'Name at least one of name, settings')
    .openapi('ConnectionChange', { minProperties: 1 });
}

function refuseUnshowable(settings: Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx): void {
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value === 'string' && !isShowable(value)) context.addIssue({ code: 'custom', path: [name], message: UNSHOWABLE });
  }
}
