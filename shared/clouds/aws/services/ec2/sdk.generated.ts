/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { EC2Client, DescribeInstancesCommand, DescribeManagedPrefixListsCommand, DescribeSecurityGroupsCommand, DescribeSubnetsCommand, DescribeVolumesCommand, DescribeVpcsCommand, GetManagedPrefixListEntriesCommand } from '@aws-sdk/client-ec2';
import type { LoadedService } from '../../types/loaded-service.ts';
import instanceType from './instance.ts';
import prefixListType from './prefix-list.ts';
import securityGroupType from './security-group.ts';
import subnetType from './subnet.ts';
import volumeType from './volume.ts';
import vpcType from './vpc.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: EC2Client,
  commands: { DescribeInstances: DescribeInstancesCommand, DescribeManagedPrefixLists: DescribeManagedPrefixListsCommand, DescribeSecurityGroups: DescribeSecurityGroupsCommand, DescribeSubnets: DescribeSubnetsCommand, DescribeVolumes: DescribeVolumesCommand, DescribeVpcs: DescribeVpcsCommand, GetManagedPrefixListEntries: GetManagedPrefixListEntriesCommand },
  types: [instanceType, prefixListType, securityGroupType, subnetType, volumeType, vpcType],
} as unknown as LoadedService;
