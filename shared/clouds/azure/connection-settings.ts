/** The settings of a connection to an Azure tenant. */
import { z } from 'zod';
import { accountClassOf, type AccountId, nativeId } from '../../ids.ts';
import type { ConnectionSettings } from '../connection.ts';
import { secretReference } from '../secret-reference.ts';
import { AZURE_CLOUD_NAMES } from './hosts.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uuid = (what: string): z.ZodString =>
  z.string().regex(UUID, `write ${what} as 8-4-4-4-12 hexadecimal digits in lower case: 00000000-0000-0000-0000-000000000000`);

/**
 * How Muster logs in follows from what is set: `client_secret`, `client_certificate`, or, with `client_id` alone, workload-identity federation
 * with a token of AWS. With no `client_id`, the machine's own login is used (environment, workload identity, Azure CLI).
 */
export const azureConnectionSettings = z
  .strictObject({
    tenant_id: uuid('the directory id of the tenant').optional().describe("the tenant's directory id"),
    client_id: uuid('the client id of the application').optional().describe('the id of the application that Muster logs in as'),
    client_secret: secretReference
      .optional()
      .describe("where the application's secret is kept: an ARN; without it and a certificate, a token of AWS takes its place"),
    client_certificate: secretReference
      .optional()
      .describe("where the application's certificate is kept, with its private key as PEM text: an ARN"),
    cloud: z
      .enum(AZURE_CLOUD_NAMES)
      .optional()
      .describe(`the Azure cloud of the tenant: ${AZURE_CLOUD_NAMES.join(', ')} (default: public)`),
  })
  .superRefine(({ tenant_id, client_id, client_secret, client_certificate }, context) => {
    const refuse = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    if (client_secret !== undefined && client_certificate !== undefined)
      refuse('client_certificate', 'give a secret or a certificate, not both');
    if (client_id === undefined && (client_secret ?? client_certificate) !== undefined)
      refuse('client_id', 'give the client id of the application');
    if (client_id !== undefined && tenant_id === undefined) refuse('tenant_id', 'give the directory id of the tenant');
  });

export type AzureConnectionSettings = z.infer<typeof azureConnectionSettings>;

/** A subscription belongs to one tenant. Its id does not tell which, but the connection by which it was read until now does. */
export function cannotReadOfAzure(id: AccountId, settings: ConnectionSettings, before: ConnectionSettings | undefined): string | undefined {
  const [to, from] = [placeOf(settings), placeOf(before ?? {})];
  if (to.tenant === undefined) return undefined;
  const other = `and the connection logs in to the tenant ${to.tenant}`;
  if (accountClassOf(id) === 'directory')
    return nativeId(id) === `tenant/${to.tenant}` ? undefined : `is the directory of another tenant, ${other}`;
  if (from.tenant === undefined || (from.tenant === to.tenant && from.cloud === to.cloud)) return undefined;
  if (from.tenant === to.tenant) return `is a subscription in the Azure cloud ${from.cloud}, and the connection logs in to ${to.cloud}`;
  return `is a subscription of the tenant ${from.tenant}, ${other}; if it was transferred, remove the account and sync the accounts of that tenant`;
}

/** The tenant and the Azure cloud of stored settings; no tenant if they name none. */
function placeOf(settings: ConnectionSettings): { readonly tenant: string | undefined; readonly cloud: string } {
  const { tenant_id: tenant, cloud = 'public' } = azureConnectionSettings.safeParse(settings).data ?? {};
  return { tenant, cloud };
}
