/** The call for the regions that an account has enabled. Loaded when first needed, for it brings EC2's client. */
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';

export { EC2Client };

/** Names of the regions, in order. @throws what the SDK throws */
export async function enabledRegions(client: EC2Client): Promise<readonly string[]> {
  // Without AllRegions, EC2 names the regions that the account has enabled.
  const { Regions = [] } = await client.send(new DescribeRegionsCommand({}));
  return Regions.flatMap(({ RegionName }) => RegionName ?? []).toSorted();
}
