/** The kinds of connections that people add, each with the settings of its provider that it takes. */
import type { z } from 'zod';
import { awsConnectionSettings } from '../../shared/clouds/aws/connection-settings.ts';
import { azureConnectionSettings } from '../../shared/clouds/azure/connection-settings.ts';
import { ociConnectionSettings } from '../../shared/clouds/oci/connection-settings.ts';
import type { Provider } from '../../shared/ids.ts';

export interface ConnectionKind {
  /** `aws-organization`: the name of the command that adds one. */
  readonly name: string;
  readonly provider: Provider;
  readonly help: string;
  /** The schema of the provider's settings. A setting's description is the help of its option. */
  readonly schema: z.ZodObject;
  readonly takes: readonly string[];
  /** The settings that a connection of the kind must have. */
  readonly requires: readonly string[];
}

const all = (schema: z.ZodObject): readonly string[] => Object.keys(schema.shape);

export const CONNECTION_KINDS: readonly ConnectionKind[] = [
  {
    name: 'aws-organization',
    provider: 'aws',
    help: 'add a connection to an AWS organization: its accounts, by a role in each of them',
    schema: awsConnectionSettings,
    takes: all(awsConnectionSettings).filter((name) => name !== 'account'),
    requires: [],
  },
  {
    name: 'aws-account',
    provider: 'aws',
    help: 'add a connection to one AWS account, by a role in it',
    schema: awsConnectionSettings,
    takes: all(awsConnectionSettings).filter((name) => name !== 'organization_role'),
    requires: ['account'],
  },
  {
    name: 'azure-tenant',
    provider: 'azure',
    help: 'add a connection to an Azure tenant: its subscriptions and its directory, as an application of the tenant',
    schema: azureConnectionSettings,
    takes: all(azureConnectionSettings),
    requires: ['tenant_id', 'client_id'],
  },
  {
    name: 'oci-tenancy',
    provider: 'oci',
    help: 'add a connection to an OCI tenancy, such as by an API key whose private half is in a store of secrets',
    schema: ociConnectionSettings,
    takes: all(ociConnectionSettings),
    requires: ['tenancy'],
  },
];

/** The settings that the kinds take by their names, with the help of their options. */
export const CONNECTION_SETTINGS: ReadonlyMap<string, string> = new Map(
  CONNECTION_KINDS.flatMap(({ schema, takes }) => takes.map((name) => [name, helpOf(schema, name)] as const)),
);

function helpOf({ shape }: z.ZodObject, name: string): string {
  const { description } = shape[name] as { readonly description?: string };
  return description ?? `the setting ${name}`;
}

/** `role_name` → `--role-name`. */
export const optionOf = (setting: string): string => `--${setting.replaceAll('_', '-')}`;
