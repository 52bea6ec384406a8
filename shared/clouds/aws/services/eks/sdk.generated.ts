/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { EKSClient, DescribeAccessEntryCommand, DescribeAddonCommand, DescribeClusterCommand, DescribeFargateProfileCommand, DescribeNodegroupCommand, DescribePodIdentityAssociationCommand, ListAccessEntriesCommand, ListAddonsCommand, ListAssociatedAccessPoliciesCommand, ListClustersCommand, ListFargateProfilesCommand, ListNodegroupsCommand, ListPodIdentityAssociationsCommand } from '@aws-sdk/client-eks';
import type { LoadedService } from '../../types/loaded-service.ts';
import accessEntryType from './access-entry.ts';
import addonType from './addon.ts';
import clusterType from './cluster.ts';
import fargateProfileType from './fargate-profile.ts';
import nodegroupType from './nodegroup.ts';
import podIdentityAssociationType from './pod-identity-association.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: EKSClient,
  commands: { DescribeAccessEntry: DescribeAccessEntryCommand, DescribeAddon: DescribeAddonCommand, DescribeCluster: DescribeClusterCommand, DescribeFargateProfile: DescribeFargateProfileCommand, DescribeNodegroup: DescribeNodegroupCommand, DescribePodIdentityAssociation: DescribePodIdentityAssociationCommand, ListAccessEntries: ListAccessEntriesCommand, ListAddons: ListAddonsCommand, ListAssociatedAccessPolicies: ListAssociatedAccessPoliciesCommand, ListClusters: ListClustersCommand, ListFargateProfiles: ListFargateProfilesCommand, ListNodegroups: ListNodegroupsCommand, ListPodIdentityAssociations: ListPodIdentityAssociationsCommand },
  types: [accessEntryType, addonType, clusterType, fargateProfileType, nodegroupType, podIdentityAssociationType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
