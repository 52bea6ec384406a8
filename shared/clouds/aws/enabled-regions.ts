/** Reads the regions that an account has enabled. A module of its own, loaded when first needed, because it loads EC2's client. */
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';

export { EC2Client };

/** The names of the regions, sorted. @throws what the SDK throws */
export async function enabledRegions(client: EC2Client): Promise<readonly string[]> {
  // Without AllRegions, EC2 returns only the regions that the account has enabled.
  const { Regions = [] } = await client.send(new DescribeRegionsCommand({}));
  return Regions.flatMap(({ RegionName }) => RegionName ?? []).toSorted();
}
