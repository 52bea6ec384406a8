/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { EKSClient, DescribeAddonCommand, DescribeClusterCommand, DescribeFargateProfileCommand, DescribeNodegroupCommand, DescribePodIdentityAssociationCommand, ListAddonsCommand, ListClustersCommand, ListFargateProfilesCommand, ListNodegroupsCommand, ListPodIdentityAssociationsCommand } from '@aws-sdk/client-eks';
import type { LoadedService } from '../../types/loaded-service.ts';
import addonType from './addon.ts';
import clusterType from './cluster.ts';
import fargateProfileType from './fargate-profile.ts';
import nodegroupType from './nodegroup.ts';
import podIdentityAssociationType from './pod-identity-association.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: EKSClient,
  commands: { DescribeAddon: DescribeAddonCommand, DescribeCluster: DescribeClusterCommand, DescribeFargateProfile: DescribeFargateProfileCommand, DescribeNodegroup: DescribeNodegroupCommand, DescribePodIdentityAssociation: DescribePodIdentityAssociationCommand, ListAddons: ListAddonsCommand, ListClusters: ListClustersCommand, ListFargateProfiles: ListFargateProfilesCommand, ListNodegroups: ListNodegroupsCommand, ListPodIdentityAssociations: ListPodIdentityAssociationsCommand },
  types: [addonType, clusterType, fargateProfileType, nodegroupType, podIdentityAssociationType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
