/** The settings of a connection to OCI. They hold no secret: the private key is in a file or in a store of secrets that they name. */
import { z } from 'zod';
import { type AccountId, nativeId } from '../../ids.ts';
import type { ConnectionSettings } from '../connection.ts';
import type { MachineSetting } from '../provider.ts';
import { secretReference } from '../secret-reference.ts';
import { DOMAIN_NAME, REGION_NAME } from './realms.ts';

const OCI_AUTH = ['auto', 'config', 'security_token', 'instance', 'resource', 'api_key'] as const;
/** The ways to log in with what this machine itself holds. */
export const LOCAL_AUTH = ['auto', 'config', 'security_token', 'instance', 'resource'] as const satisfies readonly OciAuth[];
export type OciAuth = (typeof OCI_AUTH)[number];

const OCID = (kind: string): RegExp => new RegExp(`^ocid1\\.${kind}\\.[a-z0-9-]+\\.[a-z0-9-]*\\.[a-z0-9.]{10,}$`);

/** The settings that a connection to OCI may have, before it is checked that they are meant for one way to log in. */
const members = z.strictObject({
  auth: z
    .enum(OCI_AUTH)
    .optional()
    .describe('how to log in to OCI; auto (the default) takes the way that this machine offers: resource, instance, or configuration file'),
  tenancy: z
    .string()
    .regex(OCID('tenancy'), 'write ocid1.tenancy.oc1..…')
    .optional()
    .describe('OCID of the tenancy to read; that of the login if absent'),
  config_file: z.string().min(1).max(1024).optional().describe('configuration file to read instead of ~/.oci/config'),
  region: z
    .string()
    .regex(REGION_NAME, 'write a name such as us-phoenix-1')
    .optional()
    .describe('region to log in to, which the tenancy subscribes to; that of the profile if absent'),
  user: z.string().regex(OCID('user'), 'write ocid1.user.oc1..…').optional().describe('OCID of the user of the API key'),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{2}(?::[0-9a-f]{2}){15}$/, 'write 16 bytes in lower-case hexadecimal with colons')
    .optional()
    .describe('fingerprint of the API key'),
  private_key: secretReference.optional().describe("where the API key's private half is, in PEM form"),
  passphrase: secretReference.optional().describe('where the passphrase of the private key is'),
  realm_domain: z
    .string()
    .regex(DOMAIN_NAME, 'write the domain alone, such as oraclecloud.com')
    .optional()
    .describe("domain of the tenancy's realm, for realms that Muster does not know"),
});

/** The settings that the ways to log in take beside `tenancy`, `region` and `realm_domain`, which all of them take. */
const OF_KEY = ['user', 'fingerprint', 'private_key', 'passphrase'] as const;
const OF_FILE = ['config_file'] as const;
const TAKES: Readonly<Record<OciAuth, readonly (typeof OF_KEY | typeof OF_FILE)[number][]>> = {
  auto: [...OF_KEY, ...OF_FILE],
  config: OF_FILE,
  security_token: OF_FILE,
  instance: [],
  resource: [],
  api_key: OF_KEY,
};

/** Settings that contradict each other are refused, because Muster would log in by some of them and leave the others out silently. */
export const ociConnectionSettings = members.superRefine((settings, context) => {
  const { auth = 'auto', config_file, private_key, passphrase } = settings;
  const refuse = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
  for (const name of [...OF_KEY, ...OF_FILE])
    if (settings[name] !== undefined && !TAKES[auth].includes(name))
      refuse(name, `auth ${auth} does not take it; leave one of the two out`);
  if (auth === 'auto' && config_file !== undefined && private_key !== undefined)
    refuse('config_file', 'the API key of private_key needs no configuration file; give one of the two');
  if (passphrase !== undefined && private_key === undefined) refuse('passphrase', 'give the private_key that it opens, or leave it out');
});

export type OciConnectionSettings = z.infer<typeof ociConnectionSettings>;

/** The ways that read a configuration file, or may come to it. */
const OF_FILES: readonly OciAuth[] = ['auto', 'config', 'security_token'];

/** A login by a configuration file would be that of the machine on which the deployment runs, and would read any file that the settings name. */
export function ownMachineOnly({ auth, config_file, private_key }: ConnectionSettings): MachineSetting | undefined {
  const instead = 'give user, fingerprint, tenancy, region and the ARN of the private_key of an API key';
  if (config_file !== undefined) return { setting: 'config_file', message: `a deployment reads no configuration file of OCI; ${instead}` };
  if ((auth === undefined || auth === 'auto') && private_key !== undefined) return undefined;
  if (auth === undefined) return { setting: undefined, message: `a deployment has no login to OCI of its own; ${instead}` };
  const way = OF_FILES.find((each) => each === auth);
  if (way === undefined) return undefined;
  return { setting: 'auth', message: `a deployment does not log in to OCI by ${way}; ${instead}` };
}

/** An account of OCI is a tenancy, so a connection that names another one never reads it. */
export const cannotReadOfOci = (id: AccountId, { tenancy }: ConnectionSettings): string | undefined =>
  typeof tenancy !== 'string' || tenancy === nativeId(id) ? undefined : `is not the tenancy ${tenancy}, which the connection is for`;
