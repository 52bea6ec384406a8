/**
 * The context values that a deployment may set (`npx cdk deploy -c muster:nightly='cron(0 4 * * ? *)'`), and the settings
 * that they become. Any other key under `muster:` is an error: a mistyped key must not silently fall back to a default.
 */
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';
import { DEFAULT_SCOPES, isIssuerUrl } from '../shared/access/oidc-settings.ts';
import { DEFAULT_ROLE_NAME } from '../shared/clouds/aws/connection-settings.ts';
import { parseAccountSelector, SELECTOR_FORMS } from '../shared/connections/account-selector.ts';
import { InvalidRequest } from '../shared/errors.ts';
import { DEFAULT_EVENT_SEVERITY } from '../shared/events/event-types.ts';
import { RHYTHMS } from '../shared/inventory/rhythm.ts';
import { SEVERITIES } from '../shared/severity.ts';
import { splitList } from '../shared/validation/lists.ts';
import { ARCHITECTURES, installedArchitecture } from './duckdb-binding.ts';
import { InvalidContext } from './invalid-context.ts';
import { claims, iamRoles, sentenceOf } from './json-context.ts';

const PREFIX = 'muster:';

/** The number of days that CloudWatch can keep logs; "for ever" is left out, because old logs only cost money. */
const RETENTIONS = Object.values(RetentionDays).filter((days) => typeof days === 'number' && days !== RetentionDays.INFINITE);

/** `-c` gives every value as text. */
const wholeNumber = (min: number, max: number) =>
  z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.number().int().min(min).max(max));

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
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
const ORGANIZATIONAL_UNIT = /^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})$/;

/** For each key: its schema, and the allowed values in words for messages. A value without a default may be left out. */
const VALUES = {
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
  'external-id': {
    schema: z
      .string()
      .regex(/^[\w+=,.@:/-]{16,1224}$/)
      .optional(),
    allowed: 'the external id that member roles require: 16 to 1224 letters, digits or +=,.@:/_- that no one can guess',
  },
  regions: {
    schema: z.union([z.literal('*'), commaSeparated(REGION)]).default('*'),
    allowed: '* for every enabled region, or regions separated by commas, such as eu-west-1,us-east-1',
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
  'inventory-concurrency': { schema: wholeNumber(2, 1000).default(50), allowed: 'how many accounts are read at once: 2 to 1000' },
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

type Name = keyof typeof VALUES;
type Values = { readonly [N in Name]: z.output<(typeof VALUES)[N]['schema']> };

export interface Settings {
  readonly nightly: Values['nightly'];
  readonly nightlyAccounts: Values['nightly-accounts'];
  readonly accountSync: Values['account-sync'];
  readonly roleName: Values['role-name'];
  readonly roleNames: Values['role-names'];
  readonly secrets: Values['secrets'];
  readonly workerRoleName: Values['worker-role-name'];
  /** If undefined, the platform stack derives an external id from its own id. */
  readonly externalId: Values['external-id'];
  readonly regions: Values['regions'];
  readonly details: Values['details'];
  readonly rhythm: Values['rhythm'];
  /** No limit if undefined. */
  readonly maxResourcesPerSlice: Values['max-resources-per-slice'];
  readonly eventSeverity: Values['event-severity'];
  readonly eventBus: Values['event-bus'];
  readonly alarmEmail: Values['alarm-email'];
  readonly inventoryConcurrency: Values['inventory-concurrency'];
  readonly scanConcurrency: Values['scan-concurrency'];
  readonly exportConcurrency: Values['export-concurrency'];
  readonly exportDisk: Values['export-disk'];
  readonly exportArchitecture: Values['export-architecture'];
  readonly exportDays: Values['export-days'];
  readonly jobDeadlineHours: Values['job-deadline-hours'];
  readonly logRetention: RetentionDays;
  /** JSON of the rights of those who sign their requests; absent if whoever may call is an administrator. */
  readonly iamRoles: Values['iam-roles'];
  /** The issuer whose tokens the API takes; without one, it takes those of the user pool, if there is one. */
  readonly oidc: {
    readonly issuer: Values['oidc-issuer'];
    readonly audiences: Values['oidc-audience'];
    readonly clientId: Values['oidc-client'];
    readonly scopes: Values['oidc-scopes'];
    readonly claims: Values['oidc-claims'];
  };
  readonly users: Values['users'];
  readonly platformAccount: Values['platform-account'];
  readonly organizationalUnits: Values['organizational-units'];
}

export const CONTEXT_KEYS: readonly string[] = Object.keys(VALUES).map((name) => `${PREFIX}${name}`);

/**
 * Reads the settings out of a context. Keys that do not begin with `muster:` (the CDK's own) are ignored.
 * @throws InvalidContext with one sentence for each invalid value
 */
export function readSettings(context: Readonly<Record<string, unknown>>): Settings {
  const problems = Object.keys(context)
    .filter((key) => key.startsWith(PREFIX) && !CONTEXT_KEYS.includes(key))
    .map((key) => `There is no context value ${key}; the context values are ${CONTEXT_KEYS.join(', ')}.`);

  const read = <N extends Name>(name: N): Values[N] => {
    const given = context[`${PREFIX}${name}`];
    const parsed = VALUES[name].schema.safeParse(given);
    if (!parsed.success) {
      const sentence = sentenceOf(parsed.error);
      const reason = sentence === undefined ? `is ${JSON.stringify(given)}; it` : `cannot be used. ${sentence} It`;
      problems.push(`The context value ${PREFIX}${name} ${reason} takes ${VALUES[name].allowed}.`);
    }
    return parsed.data as Values[N];
  };

  const settings: Settings = {
    nightly: read('nightly'),
    nightlyAccounts: read('nightly-accounts'),
    roleName: read('role-name'),
    roleNames: read('role-names'),
    secrets: read('secrets'),
    workerRoleName: read('worker-role-name'),
    externalId: read('external-id'),
    regions: read('regions'),
    accountSync: read('account-sync'),
    details: read('details'),
    rhythm: read('rhythm'),
    maxResourcesPerSlice: read('max-resources-per-slice'),
    eventSeverity: read('event-severity'),
    eventBus: read('event-bus'),
    alarmEmail: read('alarm-email'),
    inventoryConcurrency: read('inventory-concurrency'),
    scanConcurrency: read('scan-concurrency'),
    exportConcurrency: read('export-concurrency'),
    exportDisk: read('export-disk'),
    exportArchitecture: read('export-architecture'),
    exportDays: read('export-days'),
    jobDeadlineHours: read('job-deadline-hours'),
    logRetention: read('log-retention-days'),
    iamRoles: read('iam-roles'),
    oidc: {
      issuer: read('oidc-issuer'),
      audiences: read('oidc-audience'),
      clientId: read('oidc-client'),
      scopes: read('oidc-scopes'),
      claims: read('oidc-claims'),
    },
    users: read('users'),
    platformAccount: read('platform-account'),
    organizationalUnits: read('organizational-units'),
  };
  problems.push(...contradictions(settings));
  if (problems.length > 0) throw new InvalidContext(problems.join('\n'));
  return settings;
}

/** The values that mean nothing without another one, or beside another one. */
function contradictions({ users, oidc: { issuer, audiences, clientId } }: Settings): readonly string[] {
  const given = Object.entries({ 'oidc-issuer': issuer, 'oidc-audience': audiences, 'oidc-client': clientId }).filter(
    ([, value]) => value !== undefined,
  );
  const names = given.map(([name]) => `${PREFIX}${name}`).join(', ');
  if (users === 'cognito' && given.length > 0)
    return [`With ${PREFIX}users=cognito the user pool is the issuer: leave ${names} out, or leave ${PREFIX}users out.`];
  if (given.length > 0 && (issuer === undefined || audiences === undefined))
    return [`${PREFIX}oidc-issuer and ${PREFIX}oidc-audience belong together, and there is only ${names}: give both, or none of them.`];
  return [];
}
