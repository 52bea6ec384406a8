/** What the API shows of accounts and connections, and what it takes. */
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
    settings: z
      .record(z.string(), z.unknown())
      .readonly()
      .openapi({ description: "What the provider's logins take, such as `role_name`." }),
    created_at: time,
  })
  .openapi('Connection');

/** A connection to any of the providers, each with the settings that its own logins take. */
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

function refuseUnshowable(settings: Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx): void {
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value === 'string' && !isShowable(value)) context.addIssue({ code: 'custom', path: [name], message: UNSHOWABLE });
  }
}
