/** Schemas of accounts and connections. */
import { z } from '@hono/zod-openapi';
import type { ProviderFacts } from '../../clouds/provider.ts';
import { SYNC_STATUSES } from '../../connections/sync-accounts.ts';
import { SYNC_RESULTS } from '../../connections/plan-sync.ts';
import { CHECK_STATUSES } from '../../connections/check-connection.ts';
import { ACCOUNT_STATUSES } from '../../connections/model.ts';
import { CLOUDS } from '../../ids.ts';
import { OPERATION_NAMES, type OperationName } from '../../operations.ts';
import { SEVERITIES } from '../../severity.ts';
import { accountId, accountIdText, count, countsByName, jobId, time } from './jobs.ts';
import { oneOf, plainText } from './texts.ts';

const runSchema = z
  .object({
    job_id: jobId,
    status: z.string(),
    at: time,
    error: z.string().optional(),
    error_class: z.string().optional().openapi({ description: 'Why it failed, in one word.', example: 'denied' }),
    scope: z
      .object({ service: z.string().optional(), regions: z.array(z.string()).readonly().optional() })
      .readonly()
      .optional()
      .openapi({ description: 'What the job was limited to; absent if it covered every service in every region.' }),
  })
  .readonly();

/** `last_inventory`, … */
type LastRuns = { readonly [N in OperationName as `last_${N}`]: z.ZodOptional<typeof runSchema> };
const lastRuns = Object.fromEntries(
  OPERATION_NAMES.map((name) => [
    `last_${name}`,
    runSchema.optional().openapi({ description: `How the newest ${name} of the account ended.` }),
  ]),
) as unknown as LastRuns;

export const findingsBySeverity = z.partialRecord(z.enum(SEVERITIES), count).readonly();

export const accountStatus = z.enum(ACCOUNT_STATUSES).openapi({
  description:
    'How the newest inventory of the account ended. `partial` also after one over a service or some regions, while slices of others could not be read.',
});

export const accountSchema = z
  .object({
    account_id: accountId,
    connection_id: z.string(),
    name: z.string(),
    organizational_unit: z
      .string()
      .optional()
      .openapi({ description: 'Names from the root down; `/` and `%` in a name are `%2F` and `%25`.' }),
    tags: z.record(z.string(), z.string()).readonly().optional().openapi({ description: "The account's tags in its organization." }),
    enabled: z.boolean(),
    disabled_by: z.literal('sync').optional().openapi({ description: 'Absent if a person has disabled the account.' }),
    disabled_reason: z.string().optional(),
    state: z.string().optional().openapi({ description: "The cloud's word for an account that is not in use, such as `SUSPENDED`." }),
    left_at: time.optional().openapi({ description: 'When a sync first found that the account has left its organization.' }),
    status: accountStatus,
    created_at: time,
    ...lastRuns,
    resource_counts: countsByName
      .optional()
      .openapi({ description: 'Stored resources in use by type, after the newest inventories; also those of types without a definition.' }),
    undeclared_types: z
      .array(z.string())
      .readonly()
      .optional()
      .openapi({ description: 'The types without a definition of which resources are or were stored.' }),
    coverage: z
      .object({
        whole: count.openapi({ description: 'Slices (a type in a segment) that their newest inventories saw whole.' }),
        not_whole: count.openapi({ description: 'Slices that were not seen whole, but for those of `search_only_types`.' }),
        search_only_types: count.openapi({
          description: 'Types without a definition that are known from a search alone, which does not tell what it leaves out.',
        }),
        skipped: count.optional().openapi({
          description:
            'Slices that the newest inventory did not read, because they were empty on the last three nights; `GET /coverage` tells when they were read.',
        }),
        not_read: z
          .object({
            types: count,
            resources: count,
            why_not_all: z.string().optional().openapi({ description: 'Why they could not be counted, or not all of them.' }),
          })
          .readonly()
          .optional()
          .openapi({ description: "Types of which Muster has no definition, and their resources, as the cloud's own index shows them." }),
      })
      .readonly()
      .optional(),
    findings: findingsBySeverity.optional().openapi({ description: 'Open findings by severity, after the newest scan.' }),
  })
  .openapi('Account');

const label = plainText(256);

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

export const syncRequestSchema = z
  .strictObject({
    connection_id: connectionId.optional().openapi({ description: 'By default every connection.' }),
    dry_run: z.boolean().optional().openapi({ description: 'Tells what would change, and changes nothing.' }),
    tags: z.boolean().optional().openapi({
      description: 'Reads the tags of every account, which AWS answers one account at a time. By default only those of new accounts.',
    }),
    accept_left: z.boolean().optional().openapi({
      description: "Marks accounts as left also if they are more than half of their connection's.",
    }),
  })
  .openapi('SyncRequest');

const SYNC_COUNTS = [...SYNC_RESULTS, 'unchanged'] as const;

export const accountSyncSchema = z
  .object({
    dry_run: z.boolean(),
    connections: z
      .array(
        z.object({
          connection_id: z.string(),
          status: z.enum(SYNC_STATUSES).openapi({
            description:
              '`refused`: the login works, but may not list its organization. `failed`: it could not be asked. Neither changes an account.',
          }),
          accounts: count,
          message: z.string().optional(),
        }),
      )
      .readonly(),
    counts: z.partialRecord(z.enum(SYNC_COUNTS), count).readonly(),
    changes: z
      .array(
        z.object({
          account_id: accountId,
          connection_id: z.string(),
          result: z.enum(SYNC_RESULTS),
          name: z.string(),
          reason: z.string().optional(),
          fields: z.array(z.string()).readonly(),
        }),
      )
      .readonly()
      .openapi({ description: 'The first 1,000 changes, by account.' }),
    notes: z.array(z.string()).readonly(),
  })
  .openapi('AccountSync');

export const runningSyncSchema = z.object({ running: z.literal(true), message: z.string() }).openapi('RunningSync');

export const connectionSchema = z
  .object({
    connection_id: z.string(),
    provider: z.enum(CLOUDS),
    name: z.string(),
    settings: z
      .record(z.string(), z.unknown())
      .readonly()
      .openapi({ description: "Settings of the provider's logins, such as `role_name`." }),
    created_at: time,
  })
  .openapi('Connection');

/** The settings of a connection, which the route checks by the schema of the connection's provider. */
const settingsSchema = (providers: readonly ProviderFacts[], description: string) =>
  z.record(z.string().max(128), z.unknown()).openapi({
    description: `${description} They hold no secret, but where a secret is: its ARN in Secrets Manager or Systems Manager. ${providers
      .map(({ id, loginSchema }) => `${id}: ${Object.keys(loginSchema.shape).join(', ')}.`)
      .join(' ')}`,
  });

/** Schema of a new connection to one of the providers. */
export const newConnectionSchema = (providers: readonly ProviderFacts[]) =>
  z
    .strictObject({
      connection_id: connectionId,
      provider: oneOf(providers.map(({ id }) => id)),
      name: label.optional(),
      settings: settingsSchema(providers, "Settings of the provider's logins.").prefault({}),
    })
    .openapi('NewConnection');

/** Schema of a change to a connection. */
export const connectionChangeSchema = (providers: readonly ProviderFacts[]) =>
  z
    .strictObject({
      name: label.optional(),
      settings: settingsSchema(providers, 'Replace the settings as a whole.').optional(),
    })
    .refine((change) => Object.keys(change).length > 0, 'Name at least one of name, settings')
    .openapi('ConnectionChange', { minProperties: 1 });

const problemSchema = z
  .object({
    account_id: accountId.optional(),
    permission: z.string().optional().openapi({ description: "The permission that is missing, in the provider's words." }),
    message: z.string(),
  })
  .readonly();

export const checkedConnectionSchema = z
  .object({
    connection_id: z.string(),
    provider: z.enum(CLOUDS),
    status: z.enum(CHECK_STATUSES).openapi({
      description:
        '`incomplete`: the login works, and there are problems. `failed`: the cloud refuses the login. `unreachable`: the cloud did not answer.',
    }),
    account_id: accountId.optional().openapi({ description: 'The account that the login belongs to.' }),
    user: z.string().optional().openapi({ description: "The user or role, in the provider's notation." }),
    accounts: count.openapi({ description: 'The accounts that the login can read.' }),
    not_registered: count.optional().openapi({ description: 'How many of them are not registered.' }),
    tried: count.openapi({ description: 'In how many of them a session was opened.' }),
    missing_permissions: z.array(z.string()).readonly(),
    unknown_permissions: z
      .array(z.string())
      .readonly()
      .openapi({ description: 'Permissions of which the cloud did not tell whether the login has them.' }),
    problems: z.array(problemSchema).readonly().openapi({ description: 'The first 100 problems.' }),
    notes: z.array(z.string()).readonly(),
  })
  .openapi('CheckedConnection');
