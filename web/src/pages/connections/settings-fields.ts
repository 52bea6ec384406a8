/** The settings of connections, by provider, as people fill them in. None is a secret: a secret is named by where it is kept. */

export type Provider = 'aws' | 'azure' | 'oci';

export interface SettingsField {
  readonly name: string;
  readonly label: string;
  readonly help: string;
}

export const PROVIDERS: Readonly<Record<Provider, string>> = { aws: 'AWS', azure: 'Azure', oci: 'Oracle Cloud' };

const ARN = 'The ARN of a secret in Secrets Manager or Systems Manager';

/** A test compares them with the settings that the API takes. */
export const SETTINGS_FIELDS: Readonly<Record<Provider, readonly SettingsField[]>> = {
  aws: [
    { name: 'account', label: 'Account', help: 'The 12 digits of the one account; without it, the accounts of the organization' },
    { name: 'role_name', label: 'Role', help: "The role to take in each account, without its path; without it, the deployment's" },
    { name: 'external_id', label: 'External id', help: "What the role's trust policy asks for; it is no secret" },
    {
      name: 'organization_role',
      label: 'Role that lists the organization',
      help: 'arn:aws:iam::123456789012:role/Name; without it, the login itself',
    },
  ],
  azure: [
    { name: 'tenant_id', label: 'Tenant', help: "The tenant's directory id" },
    { name: 'client_id', label: 'Application', help: 'The id of the application that Muster logs in as' },
    { name: 'client_secret', label: 'Where its secret is', help: `${ARN}; without it and a certificate, a token of AWS takes its place` },
    { name: 'client_certificate', label: 'Where its certificate is', help: `${ARN}, with the private key as PEM text` },
    { name: 'cloud', label: 'Cloud', help: 'public, unless the tenant is in another Azure cloud' },
  ],
  oci: [
    {
      name: 'auth',
      label: 'Way to log in',
      help: 'auto, config, security_token, instance, resource or api_key; a deployment takes api_key',
    },
    { name: 'tenancy', label: 'Tenancy', help: 'Its OCID; without it, that of the login' },
    { name: 'region', label: 'Region', help: 'The region to log in to, such as us-phoenix-1' },
    { name: 'user', label: 'User', help: 'The OCID of the user of the API key' },
    { name: 'fingerprint', label: 'Fingerprint', help: 'Of the API key' },
    { name: 'private_key', label: 'Where the private key is', help: `${ARN}, with the key as PEM text` },
    { name: 'passphrase', label: 'Where its passphrase is', help: ARN },
    { name: 'config_file', label: 'Configuration file', help: 'On one machine only, instead of ~/.oci/config' },
    { name: 'realm_domain', label: 'Domain of the realm', help: 'For realms that Muster does not know' },
  ],
};

/** The settings as the API takes them: what is left empty is left out. */
export const filledIn = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])));

/** A stored setting as it stands in a field. The settings of today are texts; the API does not promise that. */
export const settingText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
