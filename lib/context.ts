/**
 * The context values that a deployment may set (`npx cdk deploy -c muster:nightly='cron(0 4 * * ? *)'`), and the settings
 * that they become. Any other key under `muster:` is an error: a mistyped key must not silently fall back to a default.
 */
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { z } from 'zod';
import { VALUES } from './context-values.ts';
import { InvalidContext } from './invalid-context.ts';
import { sentenceOf } from './json-context.ts';

const PREFIX = 'muster:';

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
  /** Whether resources are created and kept. */
  readonly manage: Values['manage'];
  readonly manageRoleName: Values['manage-role-name'];
  readonly manageWorkerRoleName: Values['manage-worker-role-name'];
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
  readonly inventoryBatch: Values['inventory-batch'];
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
  /** The dashboard, if it is deployed. */
  readonly web:
    | {
        /** The name of one's own and its certificate; without them, the dashboard has a name of CloudFront's. */
        readonly domain: { readonly name: string; readonly certificate: string } | undefined;
        /** Origins to which its pages may connect, besides their own and the issuer's. */
        readonly connect: readonly string[];
      }
    | undefined;
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

  const web = { on: read('web'), domain: read('web-domain'), certificate: read('web-certificate'), connect: read('web-connect') };
  const settings: Settings = {
    nightly: read('nightly'),
    nightlyAccounts: read('nightly-accounts'),
    roleName: read('role-name'),
    roleNames: read('role-names'),
    secrets: read('secrets'),
    workerRoleName: read('worker-role-name'),
    manage: read('manage'),
    manageRoleName: read('manage-role-name'),
    manageWorkerRoleName: read('manage-worker-role-name'),
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
    inventoryBatch: read('inventory-batch'),
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
    web: web.on ? { domain: domainOf(web), connect: web.connect ?? [] } : undefined,
    platformAccount: read('platform-account'),
    organizationalUnits: read('organizational-units'),
  };
  problems.push(...contradictions(settings), ...webContradictions(web, settings));
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

interface WebValues {
  readonly on: boolean;
  readonly domain: Values['web-domain'];
  readonly certificate: Values['web-certificate'];
  readonly connect: Values['web-connect'];
}

const domainOf = ({ domain, certificate }: WebValues) =>
  domain === undefined || certificate === undefined ? undefined : { name: domain, certificate };

function webContradictions(web: WebValues, { users, oidc }: Settings): readonly string[] {
  const given = (['domain', 'certificate', 'connect'] as const).filter((name) => web[name] !== undefined);
  const names = given.map((name) => `${PREFIX}web-${name}`).join(', ');
  if (!web.on)
    return given.length === 0 ? [] : [`Without the dashboard there is no use for ${names}: add ${PREFIX}web=true, or leave that out.`];
  const problems: string[] = [];
  if (users === undefined && (oidc.issuer === undefined || oidc.clientId === undefined))
    problems.push(
      `${PREFIX}web=true needs an issuer at which people sign in: give ${PREFIX}oidc-issuer, ${PREFIX}oidc-audience and ${PREFIX}oidc-client, or ${PREFIX}users=cognito.`,
    );
  if ((web.domain === undefined) !== (web.certificate === undefined))
    problems.push(
      `${PREFIX}web-domain and ${PREFIX}web-certificate belong together, and there is only ${web.domain === undefined ? `${PREFIX}web-certificate` : `${PREFIX}web-domain`}: give both, or none of them.`,
    );
  return problems;
}
