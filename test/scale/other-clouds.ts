/**
 * Measures the calls of Azure subscriptions, a tenant's directory and OCI tenancies in which little or nothing is, and how near they come to the limits of
 * requests when many are read at once: the sessions and clients are the real ones, the clouds and the time are simulated.
 */
import { generateKeyPairSync } from 'node:crypto';
import pLimit from 'p-limit';
import { AzureLogin } from '../../shared/clouds/azure/azure-login.ts';
import { AZURE_CLOUDS } from '../../shared/clouds/azure/hosts.ts';
import { SERVICE_LOADERS as AZURE_LOADERS } from '../../shared/clouds/azure/readers.generated.ts';
import { AZURE_TYPES } from '../../shared/clouds/azure/types.generated.ts';
import { CloudError } from '../../shared/clouds/cloud-error.ts';
import { type CloudSession, GLOBAL_SEGMENT } from '../../shared/clouds/cloud.ts';
import { SERVICE_LOADERS as OCI_LOADERS } from '../../shared/clouds/oci/readers.generated.ts';
import { OciSession } from '../../shared/clouds/oci/session.ts';
import { OCI_TYPES } from '../../shared/clouds/oci/types.generated.ts';
import { isHeldBy, type ResourceType } from '../../shared/clouds/resource-type.ts';
import { type AccountId, parseAccountId } from '../../shared/ids.ts';
import type { Clock } from '../../shared/seams.ts';
import { Chance } from '../simulation/chance.ts';
import { Scheduler } from '../simulation/scheduler.ts';
import { AzureWire, type SimulatedSubscription, TENANT } from './azure-wire.ts';
import { BATCH_SIZE, DEFAULT_WORKERS } from './model.ts';
import { OCI_FRAME, OciWire } from './oci-wire.ts';
import type { LimitFigures } from './request-limits.ts';

/** As in `lambdas/inventory-worker.ts`. */
const SLICE_CONCURRENCY = 8;
const AT_ONCE = DEFAULT_WORKERS * BATCH_SIZE;

/** The cost of accounts of one kind: the most calls of one, and the mean seconds. */
export interface KindFigures {
  readonly kind: string;
  readonly accounts: number;
  readonly calls: number;
  readonly seconds: number;
}

export interface OtherCloudsFigures {
  readonly kinds: readonly KindFigures[];
  readonly limits: readonly LimitFigures[];
  /** Seconds until all Azure accounts, and all OCI tenancies, were read. */
  readonly azure_s: number;
  readonly oci_s: number;
}

interface Read {
  readonly kind: string;
  readonly calls: number;
  readonly seconds: number;
}

/** `accounts`: the number of subscriptions, all of one tenant, and the number of tenancies. */
export async function measureOtherClouds(accounts: number): Promise<OtherCloudsFigures> {
  // Definitions are loaded before, because loading them takes no virtual time.
  await Promise.all([...Object.values(AZURE_LOADERS), ...Object.values(OCI_LOADERS)].map((load) => load()));
  const azure = await azureAccounts(accounts);
  const oci = await ociTenancies(accounts);
  const kinds = [...Map.groupBy([...azure.reads, ...oci.reads], ({ kind }) => kind)].map(([kind, reads]) => ({
    kind,
    accounts: reads.length,
    calls: Math.max(...reads.map(({ calls }) => calls)),
    seconds: reads.reduce((sum, { seconds }) => sum + seconds, 0) / reads.length,
  }));
  return { kinds, limits: [...azure.limits, ...oci.limits], azure_s: azure.seconds, oci_s: oci.seconds };
}

async function azureAccounts(count: number): Promise<Measured> {
  const { clock, run } = virtualTime();
  const subscriptions = new Map(
    Array.from({ length: count }, (_, index) => [
      `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`,
      SUBSCRIPTIONS[kindOf(index)],
    ]),
  );
  const wire = new AzureWire(clock, subscriptions);
  const claims = Buffer.from(JSON.stringify({ tid: TENANT, appid: 'muster', roles: ['Directory.Read.All'] })).toString('base64url');
  const token = async (): Promise<string> => `e30.${claims}.`;
  const login = new AzureLogin({
    connection: { connection_id: 'scale', provider: 'azure', settings: {} },
    tenant: TENANT,
    hosts: AZURE_CLOUDS.public,
    send: wire.send,
    tokens: { token, renewed: token },
    clock,
    random: new Chance(1),
    offline: false,
  });
  const read = async (kind: string, account: AccountId): Promise<Read> =>
    await readAccount(kind, account, AZURE_TYPES, () => login.session(account, Infinity), clock);
  const reads = [...subscriptions.keys()].map((id, index) => () => read(kindOf(index), parseAccountId(`azure:${id}`)));
  const measured = await run(async () => {
    // As `accounts sync` does before the job.
    await login.directory.accounts();
    return await atOnce([...reads, () => read('directory of an Azure tenant', parseAccountId(`azure:tenant/${TENANT}`))]);
  });
  return { ...measured, limits: wire.figures() };
}

const SUBSCRIPTIONS = {
  'Azure subscription, new': { registered: false, storageAccounts: 0 },
  'Azure subscription, every provider registered': { registered: true, storageAccounts: 0 },
  'Azure subscription, 60 storage accounts': { registered: true, storageAccounts: 60 },
} as const satisfies Readonly<Record<string, SimulatedSubscription>>;

/** One in ten subscriptions has resources. */
function kindOf(index: number): keyof typeof SUBSCRIPTIONS {
  if (index % 10 === 9) return 'Azure subscription, 60 storage accounts';
  return index % 2 === 0 ? 'Azure subscription, new' : 'Azure subscription, every provider registered';
}

async function ociTenancies(count: number): Promise<Measured> {
  const { clock, run } = virtualTime();
  const wire = new OciWire(clock);
  // A short key, because every request of every tenancy is signed with it and nobody looks at the signatures.
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 512 });
  const [homeRegion] = OCI_FRAME.regions;
  const reads = Array.from({ length: count }, (_, index) => async (): Promise<Read> => {
    const tenancy = `ocid1.tenancy.oc1..${String(index).padStart(12, 'a')}`;
    const user = `ocid1.user.oc1..${index}`;
    const key = { keyId: `${tenancy}/${user}/aa`, privateKey };
    const session = new OciSession({
      accepted: {
        keys: { tenancy, user, region: homeRegion, key: async () => key, renew: async () => false },
        tenancy,
        user,
        domain: 'oraclecloud.com',
        homeRegion,
        regions: OCI_FRAME.regions.map((region) => ({ region, isHome: region === homeRegion })),
      },
      send: wire.sendOf(tenancy),
      clock,
      random: new Chance(1),
      counter: { calls: 0 },
      idleMs: Infinity,
    });
    return await readAccount('OCI tenancy', parseAccountId(`oci:${tenancy}`), OCI_TYPES, async () => session, clock);
  });
  return { ...(await run(() => atOnce(reads))), limits: [wire.figures()] };
}

interface Measured {
  readonly reads: readonly Read[];
  readonly seconds: number;
  readonly limits: readonly LimitFigures[];
}

/** Reads every slice as a worker does. @throws Error for a slice that could not be read */
async function readAccount(
  kind: string,
  account: AccountId,
  all: readonly ResourceType[],
  open: () => Promise<CloudSession>,
  clock: Pick<Clock, 'now'>,
): Promise<Read> {
  const started = clock.now();
  const session = await open();
  const types = all.filter((type) => isHeldBy(type, account));
  const regions = await session.regions();
  await session.discover?.(new Set(types.map(({ type }) => type)));
  const slices = types.flatMap((type) => (type.scope === 'global' ? [GLOBAL_SEGMENT] : regions).map((segment) => ({ type, segment })));
  const limit = pLimit(SLICE_CONCURRENCY);
  await Promise.all(slices.map(({ type, segment }) => limit(() => readSlice(session, type, segment))));
  return { kind, calls: session.apiCalls(), seconds: (clock.now() - started) / 1000 };
}

async function readSlice(session: CloudSession, type: ResourceType, segment: string): Promise<void> {
  try {
    for await (const page of session.fetch(type, segment)) void page;
  } catch (error) {
    if (!(error instanceof CloudError) || error.details.class !== 'unsupported') throw error;
  }
}

/** As many accounts at a time as the default workers read. */
async function atOnce(reads: readonly (() => Promise<Read>)[]): Promise<readonly Read[]> {
  const limit = pLimit(AT_ONCE);
  return await Promise.all(reads.map((read) => limit(read)));
}

function virtualTime(): {
  readonly clock: Clock;
  readonly run: (work: () => Promise<readonly Read[]>) => Promise<Omit<Measured, 'limits'>>;
} {
  const scheduler = new Scheduler(Date.parse('2026-11-21T02:00:00.000Z'));
  const clock: Clock = {
    now: () => scheduler.now(),
    sleep: async (ms) => await new Promise((resolve) => scheduler.after(ms, resolve)),
  };
  const run = async (work: () => Promise<readonly Read[]>): Promise<Omit<Measured, 'limits'>> => {
    const started = scheduler.now();
    let ended = false;
    const reads = work().finally(() => {
      ended = true;
    });
    await Promise.all([reads, scheduler.until(() => ended)]);
    return { reads: await reads, seconds: (scheduler.now() - started) / 1000 };
  };
  return { clock, run };
}
