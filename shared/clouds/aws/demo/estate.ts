/** One account of the demo estate, built part by part as it is asked for. */
import type { AccountProfile } from './accounts.ts';
import { blueprintOf, REGIONS, type Blueprint, type Region } from './blueprint.ts';
import type { Day } from './calendar.ts';
import { buildBuckets, type Buckets } from './s3-buckets.ts';
import { buildCompute, type Compute } from './ec2-compute.ts';
import { buildDatabases, type Databases } from './rds-databases.ts';
import type { Fault } from './faults.ts';
import { buildFunctions, type Functions } from './lambda-functions.ts';
import { buildNetwork, type Network } from './ec2-network.ts';
import { buildIdentities, type Identities } from './iam-identities.ts';

/** Nothing here may be changed by who is answered: the parts are handed out again. */
export interface AccountEstate {
  readonly blueprint: Blueprint;
  network(region: Region): Network;
  compute(region: Region): Compute;
  databases(region: Region): Databases;
  functions(region: Region): Functions;
  buckets(): Buckets;
  identities(): Identities;
}

/** Built when first asked for, and kept. */
function once<Key, Part>(build: (key: Key) => Part): (key: Key) => Part {
  const built = new Map<Key, Part>();
  return (key) => {
    const part = built.get(key) ?? build(key);
    built.set(key, part);
    return part;
  };
}

export function accountEstate(profile: AccountProfile, day: Day): AccountEstate {
  const blueprint = blueprintOf(profile, day);
  const network = once((region: Region) => buildNetwork(blueprint, region));
  const buckets = once(() => buildBuckets(blueprint));
  const identities = once(() => buildIdentities(blueprint));
  return {
    blueprint,
    network,
    compute: once((region: Region) => buildCompute(blueprint, network(region))),
    databases: once((region: Region) => buildDatabases(blueprint, network(region))),
    functions: once((region: Region) => buildFunctions(blueprint, network(region))),
    buckets: () => buckets(undefined),
    identities: () => identities(undefined),
  };
}

/** Every deliberate fault of the account that stands on its day. */
export const faultsOf = (estate: AccountEstate): readonly Fault[] => [
  ...REGIONS.flatMap((region) => [
    ...estate.network(region).faults,
    ...estate.compute(region).faults,
    ...estate.databases(region).faults,
    ...estate.functions(region).faults,
  ]),
  ...estate.buckets().faults,
  ...estate.identities().faults,
];
