/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { EC2Client, DescribeInstancesCommand, DescribeSecurityGroupsCommand, DescribeSubnetsCommand, DescribeVolumesCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import type { LoadedService } from '../../types/loaded-service.ts';
import instanceType from './instance.ts';
import securityGroupType from './security-group.ts';
import subnetType from './subnet.ts';
import volumeType from './volume.ts';
import vpcType from './vpc.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: EC2Client,
  commands: { DescribeInstances: DescribeInstancesCommand, DescribeSecurityGroups: DescribeSecurityGroupsCommand, DescribeSubnets: DescribeSubnetsCommand, DescribeVolumes: DescribeVolumesCommand, DescribeVpcs: DescribeVpcsCommand },
  types: [instanceType, securityGroupType, subnetType, volumeType, vpcType],
} as unknown as LoadedService;
