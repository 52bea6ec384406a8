/** Regions and partitions, as the installed AWS SDK knows them. */
import { PARTITIONS } from './regions.generated.ts';

export type Partition = keyof typeof PARTITIONS;

interface PartitionFacts {
  /** Where the partition's global services are signed for: IAM, STS. */
  readonly globalRegion: string;
  /** Names of its regions, those of the future included. */
  readonly pattern: RegExp;
  readonly regions: readonly string[];
}

const ALL: Readonly<Record<Partition, PartitionFacts>> = PARTITIONS;
const NAMES = Object.keys(ALL) as readonly Partition[];
const KNOWN = NAMES.flatMap((partition) => ALL[partition].regions).toSorted();

/** Every region of every partition, by name. */
export const knownRegions = (): readonly string[] => KNOWN;

export const isKnownRegion = (region: string): boolean => KNOWN.includes(region);

/** Partition that the region belongs to; `aws` for a name that no partition claims, such as an emulator's. */
export const partitionOf = (region: string): Partition => NAMES.find((partition) => ALL[partition].pattern.test(region)) ?? 'aws';

export const globalRegionOf = (partition: Partition): string => ALL[partition].globalRegion;

/** Regions of `aws` that accounts have without opting in, and that organizations are likely to leave open. */
const LIKELY_OPEN = ['us-east-1', 'eu-west-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1'];

/** Where to ask what concerns the whole account, in this order: a service control policy may close any one region. */
export function regionsToAsk(home: string): readonly string[] {
  const partition = partitionOf(home);
  return [...new Set([home, ...(partition === 'aws' ? LIKELY_OPEN : ALL[partition].regions)])];
}
