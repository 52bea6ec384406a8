/** The regions and partitions that the installed AWS SDK knows. */
import { PARTITIONS } from './regions.generated.ts';

export type Partition = keyof typeof PARTITIONS;

interface PartitionFacts {
  /** The region in which the partition's global services (IAM, STS) are called. */
  readonly globalRegion: string;
  /** A pattern of the names of its regions, future ones included. */
  readonly pattern: RegExp;
  readonly regions: readonly string[];
}

const ALL: Readonly<Record<Partition, PartitionFacts>> = PARTITIONS;
const NAMES = Object.keys(ALL) as readonly Partition[];
const KNOWN = NAMES.flatMap((partition) => ALL[partition].regions).toSorted();

/** The names of all partitions: `aws`, `aws-cn`, … */
export const partitionNames = (): readonly Partition[] => NAMES;

/** The names of all regions of all partitions, sorted. */
export const knownRegions = (): readonly string[] => KNOWN;

export const isKnownRegion = (region: string): boolean => KNOWN.includes(region);

/** The partition that the region belongs to; `aws` for a name that fits no partition, such as an emulator's. */
export const partitionOf = (region: string): Partition => NAMES.find((partition) => ALL[partition].pattern.test(region)) ?? 'aws';

export const globalRegionOf = (partition: Partition): string => ALL[partition].globalRegion;

/** Regions of `aws` that need no opt-in and that few organizations deny. */
const LIKELY_OPEN = ['us-east-1', 'eu-west-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1'];

/** The regions in which to try a call about the whole account, in this order: a service control policy may deny any one of them. */
export function regionsToAsk(home: string): readonly string[] {
  const partition = partitionOf(home);
  return [...new Set([home, ...(partition === 'aws' ? LIKELY_OPEN : ALL[partition].regions)])];
}
