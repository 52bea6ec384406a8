/** For each context value its form, its default, and what is allowed, in words. */
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';
import { DEFAULT_SCOPES, isIssuerUrl } from '../shared/access/oidc-settings.ts';
import { DEFAULT_ROLE_NAME } from '../shared/clouds/aws/connection-settings.ts';
import { parseAccountSelector, SELECTOR_FORMS } from '../shared/connections/account-selector.ts';
import { InvalidRequest } from '../shared/errors.ts';
import { DEFAULT_EVENT_SEVERITY } from '../shared/events/event-types.ts';
import { RHYTHMS } from '../shared/inventory/rhythm.ts';
import { areRegions, REGIONS_ALLOWED } from '../shared/registry.ts';
import { SEVERITIES } from '../shared/severity.ts';
import { splitList } from '../shared/validation/lists.ts';
import { ARCHITECTURES, installedArchitecture } from './duckdb-binding.ts';
import { claims, iamRoles } from './json-context.ts';

/** The number of days that CloudWatch can keep logs; "for ever" is left out, because old logs only cost money. */
const RETENTIONS = Object.values(RetentionDays).filter((days) => typeof days === 'number' && days !== RetentionDays.INFINITE);

/** `-c` gives every value as text. */
const wholeNumber = (min: number, max: number) =>
  z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.number().int().min(min).max(max));

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]).default(false);

const commaSeparated = (item: RegExp) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.string().regex(item)).min(1));

/** Account ids and selectors of accounts, separated by commas. */
const accountSelectors = z
  .string()
  .transform(splitList)
  .refine((texts) => texts.every(isSelector));

function isSelector(text: string): boolean {
  try {
    return parseAccountSelector(text) !== undefined;
  } catch (error) {
    if (error instanceof InvalidRequest) return false;
    throw error;
  }
}

const SCHEDULE = /^(cron\((\S+ ){5}\S+\)|rate\([1-9]\d* (minutes?|hours?|days?)\))$/;
const IAM_NAME = /^[\w+=,.@-]{1,64}$/;
const SECRET = /^arn:aws[a-z-]*:(secretsmanager:[a-z0-9-]+:\d{12}:secret:|ssm:[a-z0-9-]+:\d{12}:parameter\/)[\w/+=.@-]+\*?$/;
const EVENT_BUS = /^arn:aws[a-z-]*:events:[a-z0-9-]+:\d{12}:event-bus\/[\w./-]{1,256}$/;
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const CERTIFICATE = /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]{1,64}$/;
const HTTPS_ORIGIN = /^https:\/\/[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:\d{1,5})?$/;
const ORGANIZATIONAL_UNIT = /^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})$/;

/** For each key: its schema, and the allowed values in words for messages. A value without a default may be left out. */
export const VALUES = {
  nightly: {
    schema: z.string().regex(SCHEDULE).default('cron(0 2 * * ? *)'),
    allowed: 'a schedule of EventBridge Scheduler in UTC, such as cron(0 2 * * ? *) or rate(1 day)',
  },
  'nightly-accounts': {
    schema: z.union([z.literal('*'), accountSelectors]).default('*'),
    allowed: `* for every enabled account, or account ids and selectors separated by commas, such as ${SELECTOR_FORMS.join(', ')}`,
  },
  'account-sync': {
    schema: z.enum(['nightly', 'never']).default('nightly'),
    allowed: 'nightly, to register before each nightly run the accounts that the connections see, or never',
  },
  'role-name': {
    schema: z.string().regex(IAM_NAME).default(DEFAULT_ROLE_NAME),
    allowed: 'the name of the role that Muster assumes in every member account: 1 to 64 letters, digits or +=,.@_-',
  },
  'role-names': {
    schema: commaSeparated(IAM_NAME).optional(),
    allowed: 'further names of roles that connections may give for their accounts, separated by commas, such as AuditRole,MusterReader',
  },
  secrets: {
    schema: commaSeparated(SECRET).optional(),
    allowed:
      'ARNs of further secrets that connections may name, of Secrets Manager or Systems Manager, separated by commas; an ARN may end with *',
  },
  'worker-role-name': {
    schema: z.string().regex(IAM_NAME).default('MusterInventoryWorker'),
    allowed: 'the name of the role that member accounts trust: 1 to 64 letters, digits or +=,.@_-',
  },
  manage: {
    schema: flag,
    allowed: 'true, to create and keep resources in accounts that have the role for it (docs/managed.md), or false',
  },
  'manage-role-name': {
    schema: z.string().regex(IAM_NAME).default('MusterManageRole'),
    allowed: 'the name of the role by which Muster manages resources in every account: 1 to 64 letters, digits or +=,.@_-',
  },
  'manage-worker-role-name': {
    schema: z.string().regex(IAM_NAME).default('MusterManageWorker'),
    allowed: 'the name of the role that those roles trust: 1 to 64 letters, digits or +=,.@_-',
  },
  'external-id': {
    schema: z
      .string()
      .regex(/^[\w+=,.@:/-]{16,1224}$/)
      .optional(),
    allowed: 'the external id that member roles require: 16 to 1224 letters, digits or +=,.@:/_- that no one can guess',
  },
  regions: {
    schema: z
      .string()
      .refine(areRegions)
      .transform((text): '*' | readonly string[] => (text === '*' ? text : splitList(text)))
      .default('*'),
    allowed: REGIONS_ALLOWED,
  },
  details: {
    schema: z.enum(['policies', 'all']).default('policies'),
    allowed:
      'policies, to read the details that policies name, or all, to read also those that take a call for each resource and that no policy names',
  },
  rhythm: {
    schema: z.enum(RHYTHMS).default('nightly'),
    allowed:
      'nightly, to read every slice every night, or adaptive, to read those that were empty on the last three nights once a week, unless Resource Explorer or the Tagging API tells of resources there',
  },
  'max-resources-per-slice': {
    schema: wholeNumber(1, 100_000_000).optional(),
    allowed: 'the most resources that are read of one type in one region of an account: 1 to 100000000',
  },
  'event-severity': {
    schema: z.enum(SEVERITIES).default(DEFAULT_EVENT_SEVERITY),
    allowed: `the least severity of findings that are told: ${SEVERITIES.join(', ')}`,
  },
  'event-bus': {
    schema: z.string().regex(EVENT_BUS).optional(),
    allowed: 'the ARN of an EventBridge bus that gets every event, such as arn:aws:events:eu-west-1:111122223333:event-bus/muster',
  },
  'alarm-email': { schema: z.email().optional(), allowed: 'an e-mail address that alarms are sent to' },
  'inventory-concurrency': { schema: wholeNumber(2, 1000).default(50), allowed: 'how many workers read accounts at once: 2 to 1000' },
  // A worker mostly waits for cloud APIs, so one vCPU and its memory are enough for several accounts. Scan and export workers take one account:
  // they compute, and several accounts would compete for vCPU and memory.
  'inventory-batch': { schema: wholeNumber(1, 10).default(5), allowed: 'how many accounts one inventory worker reads at once: 1 to 10' },
  'scan-concurrency': { schema: wholeNumber(2, 1000).default(20), allowed: 'how many accounts are scanned at once: 2 to 1000' },
  'export-concurrency': { schema: wholeNumber(2, 1000).default(20), allowed: 'how many accounts are exported at once: 2 to 1000' },
  'export-disk': { schema: wholeNumber(1, 10).default(4), allowed: "gibibytes of disk on which an account's files are made: 1 to 10" },
  'export-architecture': {
    schema: z.enum(ARCHITECTURES).default(installedArchitecture),
    allowed: `the processor that the export worker runs on: ${ARCHITECTURES.join(' or ')}`,
  },
  'export-days': { schema: wholeNumber(1, 3650).default(400), allowed: 'days for which exports are kept: 1 to 3650' },
  'job-deadline-hours': { schema: wholeNumber(1, 72).default(6), allowed: 'hours after which a job is ended: 1 to 72' },
  'log-retention-days': {
    schema: wholeNumber(1, Math.max(...RETENTIONS))
      .pipe(z.enum(RetentionDays))
      .default(RetentionDays.ONE_MONTH),
    allowed: `how long logs are kept, one of ${RETENTIONS.join(', ')} days`,
  },
  'iam-roles': {
    schema: iamRoles.optional(),
    allowed:
      'a file, or JSON, with the role of each ARN that may call the API, such as {"arn:aws:iam::123456789012:role/Ops*": "operator", "*": "viewer"}',
  },
  'oidc-issuer': {
    schema: z.string().refine(isIssuerUrl).optional(),
    allowed: 'the https URL of the OpenID Connect issuer whose tokens the API takes below /app, as it stands in their claim iss',
  },
  'oidc-audience': {
    schema: commaSeparated(/^[^\s,"]{1,255}$/).optional(),
    allowed: 'the audiences of which a token must name one, separated by commas, such as api://muster',
  },
  'oidc-client': {
    schema: z
      .string()
      .regex(/^[^\s"]{1,255}$/)
      .optional(),
    allowed: 'the id of the public client by which people log in from the command line, such as 0oa1b2c3d4',
  },
  'oidc-scopes': {
    schema: z
      .string()
      .regex(/^[^\s"]+( [^\s"]+)*$/)
      .default(DEFAULT_SCOPES),
    allowed: `what that client asks for, separated by spaces, such as ${DEFAULT_SCOPES}`,
  },
  'oidc-claims': {
    schema: claims.optional(),
    allowed:
      'a file, or JSON, that says which claims name the role, the accounts and the customer of a caller, such as {"role": "groups", "roles": {"ops": "operator"}}',
  },
  users: {
    schema: z.enum(['cognito']).optional(),
    allowed: 'cognito, for a user pool of this deployment, or nothing',
  },
  web: {
    schema: flag,
    allowed: 'true, to deploy the dashboard, or false',
  },
  'web-domain': {
    schema: z.string().regex(DOMAIN).optional(),
    allowed: 'the name of your own at which browsers reach the dashboard, such as muster.example.com',
  },
  'web-certificate': {
    schema: z.string().regex(CERTIFICATE).optional(),
    allowed:
      'the ARN of the certificate of that name, which CloudFront takes from us-east-1 only, such as arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
  },
  'web-connect': {
    schema: commaSeparated(HTTPS_ORIGIN).optional(),
    allowed:
      'further origins to which the dashboard may connect, such as https://oauth2.example.com, where the issuer gives its tokens at another one',
  },
  'platform-account': {
    schema: z
      .string()
      .regex(/^\d{12}$/)
      .optional(),
    allowed: 'the 12 digits of the account that Muster is deployed in (for the member stacks)',
  },
  'organizational-units': {
    schema: commaSeparated(ORGANIZATIONAL_UNIT).optional(),
    allowed: 'roots or organizational units separated by commas, such as r-ab12 or ou-ab12-34567890 (for the organization stack)',
  },
} as const;
