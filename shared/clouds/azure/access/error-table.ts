/**
 * The meaning of the errors of Entra ID, Azure Resource Manager, Microsoft Graph and key vaults, as data: the first row that matches an error gives its
 * class, and the sentence that says what is wrong and what to do. Rows that match a code or text come before rows that match a status.
 * Sources: https://learn.microsoft.com/entra/identity-platform/reference-error-codes,
 * https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors, https://learn.microsoft.com/graph/errors,
 * https://learn.microsoft.com/azure/key-vault/general/common-error-codes and recorded answers.
 */
import type { CloudErrorClass } from '../../cloud-error.ts';

/** Who refused: Entra ID, which gives tokens, or one of the APIs. */
export type ErrorSource = 'entra' | 'management' | 'graph' | 'vault';

export interface ErrorRow {
  readonly from?: ErrorSource;
  /** Codes, or patterns of codes: `AuthorizationFailed`, `AADSTS7000215`. Any code if absent. */
  readonly codes?: readonly (string | RegExp)[];
  /** A pattern that the error's message must match. */
  readonly text?: RegExp;
  /** An HTTP status, or the first and the last of a range. */
  readonly status?: number | readonly [number, number];
  readonly class: CloudErrorClass;
  /** The fault, as the part of a sentence before the code. Absent: the API's own message is told. */
  readonly says?: string;
  /** The remedy, as the end of that sentence. */
  readonly remedy?: string;
  /** True if the login lacks a permission: the one that the message names, or else that of the call. */
  readonly lacks?: true;
  /** The reason for the row: documentation only. */
  readonly why?: string;
}

const APPLICATION = "in the application's page of the Entra admin center";

const ENTRA: readonly ErrorRow[] = [
  // The secret, the certificate or the federated token.
  {
    codes: ['AADSTS7000215'],
    class: 'denied',
    says: 'the client secret is wrong',
    remedy: `store the value, not the id, of a secret that is listed under "Certificates & secrets" ${APPLICATION}`,
  },
  {
    codes: ['AADSTS7000222'],
    class: 'denied',
    says: 'the client secret or certificate has expired',
    remedy: `add a new one ${APPLICATION} and store it, or use workload-identity federation, which has nothing that expires`,
  },
  {
    codes: ['AADSTS700024'],
    class: 'transient',
    says: "Entra ID takes the login's signed assertion for expired or not yet valid",
    remedy: 'set the clock of the machine that runs Muster',
  },
  {
    codes: ['AADSTS700027', 'AADSTS7000214'],
    class: 'denied',
    says: 'Entra ID does not know the key that signed the assertion',
    remedy: `upload the certificate's public part ${APPLICATION}, or store the certificate that is uploaded there`,
  },
  {
    codes: ['AADSTS70021', 'AADSTS700211', 'AADSTS700212', 'AADSTS700213', 'AADSTS700223'],
    class: 'denied',
    says: 'no federated credential of the application matches the token of AWS',
    remedy:
      "give the application a federated credential with this AWS account's issuer, the ARN of the worker's role as subject, and the audience of the cloud (docs/azure.md); a new one needs a minute",
  },
  {
    codes: ['AADSTS50027', 'AADSTS700030', 'AADSTS5002730'],
    class: 'denied',
    says: "Entra ID could not read the login's assertion",
    remedy: 'check that the token is signed with RS256 and that the stored certificate holds its private key',
  },
  {
    codes: ['AADSTS7000218', 'AADSTS7000216', 'AADSTS900144'],
    class: 'denied',
    says: 'the application needs a secret, a certificate or a federated credential',
    remedy: 'give the connection one of them',
  },

  // The application and the tenant.
  {
    codes: ['AADSTS700016', 'AADSTS7000229', 'AADSTS7000151', 'AADSTS650051'],
    class: 'denied',
    says: 'the tenant does not know the application',
    remedy: 'check client_id and tenant_id; an application of another tenant needs the consent of an administrator of this one first',
  },
  {
    codes: ['AADSTS90002', 'AADSTS900021', 'AADSTS900023', 'AADSTS900971'],
    class: 'denied',
    says: 'there is no such tenant in this cloud',
    remedy: 'check tenant_id, and cloud if the tenant is in a sovereign cloud',
  },
  {
    codes: ['AADSTS90038', 'AADSTS900382', 'AADSTS900432', 'AADSTS900439', 'AADSTS500011'],
    class: 'denied',
    says: 'the tenant belongs to another Azure cloud',
    remedy: "set the connection's cloud to public, usgovernment, usgovernment-dod or china",
  },
  {
    codes: ['AADSTS65001', 'AADSTS65004', 'AADSTS90094', 'AADSTS90093'],
    class: 'denied',
    says: 'no administrator has consented to the application',
    remedy: 'let an administrator grant consent under "API permissions"',
  },
  {
    codes: ['AADSTS7000112', 'AADSTS50057', 'AADSTS7000113'],
    class: 'denied',
    says: 'the application or the user is disabled in this tenant',
    remedy: 'enable its sign-in in the Entra admin center',
  },
  {
    codes: ['AADSTS50194', 'AADSTS50020', 'AADSTS500201', 'AADSTS50178'],
    class: 'denied',
    says: 'the login belongs to another tenant',
    remedy: 'check tenant_id, or make the application multi-tenant',
  },
  {
    codes: ['AADSTS53003', 'AADSTS530003', 'AADSTS53000', 'AADSTS53001', 'AADSTS53004', 'AADSTS53011', 'AADSTS530035', 'AADSTS50105'],
    class: 'denied',
    says: 'a Conditional Access policy or an assignment rule of the tenant blocks the login',
    remedy: 'exempt this workload identity, or allow the addresses that Muster runs from',
  },
  {
    codes: [/^AADSTS(5007[2469]|50158|50055|50053|50126|50034|50133|50173|70043|70008|700082|700084|160021)$/, 'interaction_required'],
    class: 'denied',
    says: 'Entra ID wants the user to log in again',
    remedy: 'run az login, with --tenant if it is not the default tenant',
  },

  // A later attempt may succeed.
  { codes: ['AADSTS90055', 'AADSTS50196'], class: 'throttled', says: 'Entra ID refused the login for too many requests' },
  {
    codes: ['AADSTS90033', 'AADSTS90024', 'AADSTS50000', 'AADSTS90014', 'temporarily_unavailable', 'server_error'],
    class: 'transient',
    says: 'Entra ID had a fault of its own',
  },

  {
    codes: ['NoAzureLogin'],
    class: 'denied',
    says: 'no Azure login was found on this machine',
    remedy: 'run az login, or set AZURE_TENANT_ID and AZURE_CLIENT_ID with AZURE_CLIENT_SECRET or AZURE_FEDERATED_TOKEN_FILE',
  },
  {
    codes: ['BadCertificate'],
    class: 'denied',
    says: 'the stored certificate cannot be used',
    remedy: 'store the certificate and its private key, without a password, as PEM text',
  },
  {
    codes: ['ForeignKey'],
    class: 'denied',
    says: 'the stored private key is not that of the stored certificate',
    remedy: 'store the two that belong together, the certificate of the login first',
  },
  {
    codes: ['CertificateExpired'],
    class: 'denied',
    says: 'the stored certificate has expired',
    remedy: `upload a new one ${APPLICATION} and store it, or use workload-identity federation, which has nothing that expires`,
  },
  {
    codes: ['LoginFailed'],
    class: 'transient',
    says: "the login failed for a reason that Azure's SDK does not tell",
    remedy: "check the connection's settings and the secret that it names, and try again",
  },
  { codes: [/^AADSTS/, 'invalid_client', 'invalid_grant', 'unauthorized_client', 'invalid_request', 'access_denied'], class: 'denied' },
];

/** Codes that a resource provider sends for a subscription that never used it. */
const NOT_REGISTERED = [
  'MissingSubscriptionRegistration',
  'SubscriptionNotRegistered',
  'NoRegisteredProviderFound',
  'MissingRegistrationForLocation',
];

const MANAGEMENT: readonly ErrorRow[] = [
  { status: 422, class: 'transient', why: 'Resource Graph asks to read from the provider instead; the list starts again there.' },
  { codes: NOT_REGISTERED, class: 'unsupported', says: 'the subscription does not use this resource provider' },

  // The subscription.
  {
    codes: ['SubscriptionNotFound', 'InvalidSubscriptionId'],
    text: /\bsubscription(?: identifier)? '[0-9a-f-]{36}'/i,
    class: 'denied',
    says: 'the login does not see the subscription',
    remedy: 'give the application the role Reader on it, or remove the account if the subscription was deleted or moved to another tenant',
    why: 'Service Bus uses the code for its own subscriptions, so the message is matched as well.',
  },
  {
    codes: ['InvalidAuthenticationTokenTenant'],
    class: 'denied',
    says: 'the subscription belongs to another tenant than the login',
    remedy: "check the connection's tenant_id; a subscription that was moved needs up to an hour",
  },
  {
    codes: ['DisabledSubscription', 'ReadOnlyDisabledSubscription', 'SubscriptionDisabled', 'SubscriptionIsOverQuotaForSku'],
    class: 'denied',
    says: 'the subscription is disabled',
    remedy: 'enable it in the Azure portal, or disable the account in Muster',
  },

  // The token, after it was renewed.
  {
    codes: ['ExpiredAuthenticationToken'],
    class: 'transient',
    says: 'Azure takes a new token for expired',
    remedy: 'set the clock of the machine that runs Muster',
  },
  {
    codes: ['InvalidAuthenticationToken', 'InvalidAuthenticationTokenAudience', 'AuthenticationFailed'],
    status: 401,
    class: 'denied',
    says: 'Azure does not accept the token of the login',
    remedy: "check that the connection's cloud is that of the tenant",
  },
];

const GRAPH: readonly ErrorRow[] = [
  {
    codes: ['Authentication_RequestFromNonPremiumTenantOrB2CTenant'],
    class: 'unsupported',
    says: 'the tenant has no licence for this (Entra ID P1 or P2)',
  },
  {
    text: /\b(tenant|organization|company)\b.{0,80}\b(premium|license|licence|subscription plan)\b/i,
    status: 403,
    class: 'unsupported',
    says: 'the tenant has no licence for this',
  },
  {
    codes: ['Authorization_IdentityNotFound', 'Authorization_IdentityDisabled'],
    class: 'denied',
    says: "Microsoft Graph does not know the login's application in this tenant",
    remedy: 'let an administrator of the tenant grant consent under "API permissions"',
  },
  {
    codes: ['InvalidAuthenticationToken', 'CompactToken'],
    status: 401,
    class: 'denied',
    says: 'Microsoft Graph does not accept the token of the login',
    remedy: "check that the connection's cloud is that of the tenant",
  },
  { codes: ['Authentication_ExpiredToken', 'TokenExpired'], class: 'transient', says: 'the token of the login has expired' },
];

const VAULT: readonly ErrorRow[] = [
  {
    codes: ['ForbiddenByFirewall', 'ForbiddenByConnection'],
    class: 'denied',
    says: 'the network settings of the vault do not let Muster in',
    remedy: "allow the addresses that Muster runs from in the vault's firewall, or give Muster's network a private endpoint of the vault",
  },
  {
    status: 401,
    class: 'denied',
    says: 'the vault does not accept the token of the login',
    remedy:
      'check that the vault belongs to the tenant of the connection: one of a subscription that was moved keeps its old tenant until that is changed',
  },
];

const LACKS = { class: 'denied', lacks: true } as const;

export const ERROR_TABLE: readonly ErrorRow[] = [
  ...ENTRA.map((row): ErrorRow => ({ from: 'entra', ...row })),
  ...MANAGEMENT.map((row): ErrorRow => ({ from: 'management', ...row })),
  ...GRAPH.map((row): ErrorRow => ({ from: 'graph', ...row })),
  ...VAULT.map((row): ErrorRow => ({ from: 'vault', ...row })),

  // Page tokens. A retried slice starts at its first page, with new tokens.
  { codes: [/(Expired|Invalid)\w*(Skip|Page|Continuation)Token/i, 'resyncRequired', 'syncStateNotFound'], class: 'transient' },

  // Too many requests.
  { codes: [/Throttl/, /^TooManyRequests$/, 'RateLimiting', 'QuotaExceeded', 'activityLimitReached'], class: 'throttled' },
  {
    codes: ['OperationNotAllowed'],
    text: /\b(too many|rate|throttl|requests? (has|have) been)\b/i,
    class: 'throttled',
    why: 'Compute sends this code for its request limits; otherwise it means that the resource is in the wrong state.',
  },
  { status: 429, class: 'throttled' },

  // The login may not do this.
  {
    codes: [
      'AuthorizationFailed',
      'LinkedAuthorizationFailed',
      'AuthorizationPermissionMismatch',
      'Authorization_RequestDenied',
      'Authentication_MSGraphPermissionMissing',
      'Authentication_RequestFromUnsupportedUserRole',
      'DenyAssignmentAuthorizationFailed',
    ],
    ...LACKS,
  },
  {
    codes: [/^access_?denied$/i, 'Forbidden', 'ForbiddenByPolicy', 'ForbiddenByRbac', 'Unauthorized'],
    status: 403,
    ...LACKS,
  },
  {
    codes: ['RequestDisallowedByPolicy', 'ScopeLocked'],
    class: 'denied',
    says: 'an Azure Policy or a lock refuses the call',
    remedy: 'exempt the application that Muster logs in with',
  },

  // A later attempt may succeed.
  {
    codes: ['Conflict', 'AnotherOperationInProgress', 'RetryableError', 'OperationPreempted', /InProgress$/, /NotProvisioned$/],
    class: 'transient',
    why: 'Another change is in progress: a read can conflict with nothing else.',
  },
  { codes: [/Timeout(Error)?$/, /^(Internal|Server|Service)(Server)?(Error|Unavailable|Busy)$/i, 'GatewayTimeout'], class: 'transient' },
  { codes: ['BadAnswer', 'REQUEST_SEND_ERROR', 'PARSE_ERROR'], class: 'transient', why: 'The answer was cut off, or is not JSON.' },

  // The request is wrong, or the resource that it names was deleted. A retry does not help.
  { codes: [/NotFound$/, /DoesNotExist$/, /^Invalid/, /^Unsupported/, /^BadRequest/, 'AnswerTooLong'], class: 'invalid' },
  { codes: ['ForeignHost'], class: 'invalid', why: 'The answer names a URL on another host, which gets no token.' },
  { codes: ['ERR_INVALID_URL', 'TypeError', 'RangeError'], class: 'invalid' },

  // If no row matches the code or text of an answer, its status gives the class.
  { status: [300, 399], class: 'invalid', why: 'Redirects are not followed, because they could take the token to another host.' },
  { status: 408, class: 'transient' },
  { status: 401, class: 'denied' },
  { status: 403, ...LACKS },
  { status: 409, class: 'transient' },
  { status: [400, 499], class: 'invalid' },
  { class: 'transient', why: 'A fault of the service or the network, or an error that Muster does not know: a retry may succeed.' },
];
