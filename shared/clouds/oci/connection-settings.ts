/** The settings of a connection to OCI. They hold no secret: the private key is in a file or in a store of secrets that they name. */
import { z } from 'zod';
import { secretReference } from '../secret-reference.ts';
import { DOMAIN_NAME, REGION_NAME } from './realms.ts';

export const OCI_AUTH = ['auto', 'config', 'security_token', 'instance', 'resource', 'api_key'] as const;
export type OciAuth = (typeof OCI_AUTH)[number];

const OCID = (kind: string): RegExp => new RegExp(`^ocid1\\.${kind}\\.[a-z0-9-]+\\.[a-z0-9-]*\\.[a-z0-9.]{10,}$`);

export const ociConnectionSettings = z.strictObject({
  /** How to log in; `auto` if absent: as a resource, as an instance, or with the configuration file, whichever there is. */
  auth: z.enum(OCI_AUTH).optional(),
  /** The tenancy to read; that of the login if absent. */
  tenancy: z.string().regex(OCID('tenancy'), 'write ocid1.tenancy.oc1..…').optional(),
  /** The configuration file to read instead of ~/.oci/config. */
  config_file: z.string().min(1).max(1024).optional(),
  /** The region to log in to, which the tenancy must subscribe to; that of the profile if absent. */
  region: z.string().regex(REGION_NAME, 'write a name such as us-phoenix-1').optional(),
  /** The user and the fingerprint of the API key, and where its private half and the passphrase are kept: for `api_key` only. */
  user: z.string().regex(OCID('user'), 'write ocid1.user.oc1..…').optional(),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{2}(?::[0-9a-f]{2}){15}$/, 'write 16 bytes in lower-case hexadecimal with colons')
    .optional(),
  private_key: secretReference.optional(),
  passphrase: secretReference.optional(),
  /** The domain of the tenancy's realm, for realms that Muster does not know. */
  realm_domain: z.string().regex(DOMAIN_NAME, 'write the domain alone, such as oraclecloud.com').optional(),
});

export type OciConnectionSettings = z.infer<typeof ociConnectionSettings>;
