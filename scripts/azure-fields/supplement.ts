/**
 * The schemas of answers that the packages know only in older versions, or not as the API writes them, read from the specifications in Azure/azure-rest-api-specs; the file is
 * beside each. A form is written as its JSON: `text`, `number`, … at the leaves, a list as its one element, and a map under `*`.
 */
import { ANYTHING, type ObjectSchema, type Schema } from '../rest-fields/schema.ts';

type Leaf = 'text' | 'number' | 'boolean' | 'time' | 'anything';
type Form = Leaf | readonly [Form] | { readonly [member: string]: Form };

const CODES = { text: 't', number: 'n', boolean: 'b', time: 'd' } as const;

function schemaOf(name: string, form: Form): Schema {
  if (form === 'anything') return ANYTHING;
  if (typeof form === 'string') return { kind: 'scalar', code: CODES[form] };
  if (isList(form)) return { kind: 'list', element: () => schemaOf(name, form[0]) };
  const { '*': values, ...members } = form;
  if (values !== undefined) return { kind: 'map', value: () => schemaOf(name, values) };
  return {
    kind: 'object',
    name,
    members: () => new Map(Object.entries(members).map(([member, of]) => [member, schemaOf(`${name}.${member}`, of)])),
  } satisfies ObjectSchema;
}

const isList = (form: Form): form is readonly [Form] => Array.isArray(form);

const RESOURCE = { id: 'text', name: 'text', type: 'text' } as const;
const TRACKED = { ...RESOURCE, location: 'text', tags: { '*': 'text' } } as const;
const RETENTION = { enabled: 'boolean', days: 'number' } as const;
const SYSTEM_DATA = {
  createdBy: 'text',
  createdByType: 'text',
  createdAt: 'time',
  lastModifiedBy: 'text',
  lastModifiedByType: 'text',
  lastModifiedAt: 'time',
} as const;
const ALERT_LEAF = { field: 'text', equals: 'text', containsAny: ['text'] } as const;

const FORMS: Readonly<Record<string, Form>> = {
  // monitor/…/preview/2021-05-01-preview/diagnosticsSettings_API.json
  'Microsoft.Insights/diagnosticSettings 2021-05-01-preview': {
    ...RESOURCE,
    systemData: SYSTEM_DATA,
    properties: {
      storageAccountId: 'text',
      serviceBusRuleId: 'text',
      eventHubAuthorizationRuleId: 'text',
      eventHubName: 'text',
      metrics: [{ timeGrain: 'text', category: 'text', enabled: 'boolean', retentionPolicy: RETENTION }],
      logs: [{ category: 'text', categoryGroup: 'text', enabled: 'boolean', retentionPolicy: RETENTION }],
      workspaceId: 'text',
      marketplacePartnerId: 'text',
      logAnalyticsDestinationType: 'text',
    },
  },
  // monitor/…/stable/2020-10-01/activityLogAlerts_API.json
  'Microsoft.Insights/activityLogAlerts 2020-10-01': {
    ...TRACKED,
    properties: {
      scopes: ['text'],
      condition: { allOf: [{ ...ALERT_LEAF, anyOf: [ALERT_LEAF] }] },
      actions: { actionGroups: [{ actionGroupId: 'text', webhookProperties: { '*': 'text' } }] },
      enabled: 'boolean',
      description: 'text',
    },
  },
  // security/…/stable/2024-01-01/pricings.json
  'Microsoft.Security/pricings 2024-01-01': {
    ...RESOURCE,
    properties: {
      pricingTier: 'text',
      subPlan: 'text',
      freeTrialRemainingTime: 'text',
      enablementTime: 'time',
      enforce: 'text',
      inherited: 'text',
      inheritedFrom: 'text',
      resourcesCoverageStatus: 'text',
      extensions: [
        {
          name: 'text',
          isEnabled: 'text',
          additionalExtensionProperties: { '*': 'anything' },
          operationStatus: { code: 'text', message: 'text' },
        },
      ],
      deprecated: 'boolean',
      replacedBy: ['text'],
    },
  },
  // security/…/preview/2023-12-01-preview/securityContacts.json
  'Microsoft.Security/securityContacts 2023-12-01-preview': {
    ...RESOURCE,
    etag: 'text',
    location: 'text',
    properties: {
      emails: 'text',
      phone: 'text',
      isEnabled: 'boolean',
      notificationsSources: [{ sourceType: 'text', minimalSeverity: 'text', minimalRiskLevel: 'text' }],
      notificationsByRole: { state: 'text', roles: ['text'] },
    },
  },
  // security/…/stable/2021-06-01/assessments.json, which writes `id` and `source` where the API answers `Id` and `Source`
  'Microsoft.Security/assessments 2021-06-01': {
    ...RESOURCE,
    properties: {
      displayName: 'text',
      status: { code: 'text', cause: 'text', description: 'text', firstEvaluationDate: 'time', statusChangeDate: 'time' },
      resourceDetails: { Source: 'text', Id: 'text', SourceComputerId: 'text', WorkspaceId: 'text', VMUUID: 'text', MachineName: 'text' },
      additionalData: { '*': 'text' },
      links: { azurePortalUri: 'text' },
    },
  },
  // security/…/stable/2022-05-01/settings.json
  'Microsoft.Security/settings 2022-05-01': { ...RESOURCE, kind: 'text', properties: { enabled: 'boolean' } },
};

/** keyvault/…/stable/7.4/certificates.json: a list of certificates, and the policy of one. */
const VAULT_FORMS: Readonly<Record<string, Form>> = {
  '{^properties.vaultUri}/certificates 7.4': {
    value: [
      {
        id: 'text',
        x5t: 'text',
        tags: { '*': 'text' },
        attributes: {
          enabled: 'boolean',
          nbf: 'number',
          exp: 'number',
          created: 'number',
          updated: 'number',
          recoverableDays: 'number',
          recoveryLevel: 'text',
        },
      },
    ],
  },
  '{id}/policy 7.4': {
    id: 'text',
    key_props: { exportable: 'boolean', kty: 'text', key_size: 'number', reuse_key: 'boolean', crv: 'text' },
    secret_props: { contentType: 'text' },
    x509_props: {
      subject: 'text',
      ekus: ['text'],
      sans: { emails: ['text'], dns_names: ['text'], upns: ['text'] },
      key_usage: ['text'],
      validity_months: 'number',
    },
    lifetime_actions: [{ trigger: { lifetime_percentage: 'number', days_before_expiry: 'number' }, action: { action_type: 'text' } }],
    issuer: { name: 'text', cty: 'text', cert_transparency: 'boolean' },
    attributes: { enabled: 'boolean', nbf: 'number', exp: 'number', created: 'number', updated: 'number' },
  },
};

/** The answers of vaults by path and API version. */
export const VAULT_ANSWERS: Readonly<Record<string, Schema>> = Object.fromEntries(
  Object.entries(VAULT_FORMS).map(([call, form]) => [call, schemaOf(`vault.${/\w+(?= )/.exec(call)?.[0] ?? ''}`, form)]),
);

/** The answers by path below `providers/` and API version. All of them are lists. */
export const SUPPLEMENT: Readonly<Record<string, Schema>> = Object.fromEntries(
  Object.entries(FORMS).map(([call, form]) => [call, schemaOf(call.split(' ')[0] ?? call, { value: [form] })]),
);
