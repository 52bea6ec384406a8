/** EC2's answers. */
import type {
  DescribeInstancesRequest,
  DescribeInstancesResult,
  DescribeRegionsRequest,
  DescribeRegionsResult,
  DescribeSecurityGroupsRequest,
  DescribeSecurityGroupsResult,
  DescribeSubnetsRequest,
  DescribeSubnetsResult,
  DescribeVolumesRequest,
  DescribeVolumesResult,
  DescribeVpcsRequest,
  DescribeVpcsResult,
  Region as RegionItem,
} from '@aws-sdk/client-ec2';
import { REGIONS, type Blueprint } from './blueprint.ts';
import { ec2Id } from './ec2-network.ts';
import { operation, type Operations } from './operation.ts';
import { pageOf, type Page } from './paging.ts';

/** Regions that AWS lists to everyone and opens on request. */
const NOT_OPTED_IN = [
  'af-south-1',
  'ap-east-1',
  'ap-southeast-3',
  'ca-west-1',
  'eu-south-1',
  'il-central-1',
  'me-central-1',
  'mx-central-1',
];

/** AWS's own largest page. */
const MOST = 1_000;
const SMALL = 10;

interface Paged {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

const page = <T>(items: readonly T[], list: string, input: Paged, { large }: Blueprint): Page<T> =>
  pageOf(items, { list, size: input.MaxResults, cap: large ? SMALL : MOST, token: input.NextToken, refusal: 'InvalidParameterValue' });

const PAGED = ['MaxResults', 'NextToken'] as const;

const regionItem = (name: string, optInStatus: string): RegionItem => ({
  Endpoint: `ec2.${name}.amazonaws.com`,
  OptInStatus: optInStatus,
  RegionName: name,
});

export const EC2: Operations = {
  DescribeRegions: operation<DescribeRegionsRequest, DescribeRegionsResult>(['AllRegions'], (_estate, { AllRegions }) => ({
    Regions: [
      ...REGIONS.map((name) => regionItem(name, 'opt-in-not-required')),
      ...(AllRegions === true ? NOT_OPTED_IN.map((name) => regionItem(name, 'not-opted-in')) : []),
    ],
  })),

  DescribeVpcs: operation<DescribeVpcsRequest, DescribeVpcsResult>(PAGED, (estate, input, region) => {
    const { items, next } = page(estate.network(region).vpcs, 'DescribeVpcs', input, estate.blueprint);
    return { Vpcs: [...items], NextToken: next };
  }),

  DescribeSubnets: operation<DescribeSubnetsRequest, DescribeSubnetsResult>(PAGED, (estate, input, region) => {
    const { items, next } = page(estate.network(region).subnets, 'DescribeSubnets', input, estate.blueprint);
    return { Subnets: [...items], NextToken: next };
  }),

  DescribeSecurityGroups: operation<DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult>(PAGED, (estate, input, region) => {
    const { items, next } = page(estate.network(region).securityGroups, 'DescribeSecurityGroups', input, estate.blueprint);
    return { SecurityGroups: [...items], NextToken: next };
  }),

  DescribeInstances: operation<DescribeInstancesRequest, DescribeInstancesResult>(PAGED, (estate, input, region) => {
    const { blueprint } = estate;
    const { items, next } = page(estate.compute(region).instances, 'DescribeInstances', input, blueprint);
    const reservations = items.map((instance) => ({
      Groups: [],
      Instances: [instance],
      OwnerId: blueprint.profile.id,
      ReservationId: ec2Id('r', blueprint.draw.hex(`reservation ${instance.InstanceId}`, 16)),
    }));
    return { Reservations: reservations, NextToken: next };
  }),

  DescribeVolumes: operation<DescribeVolumesRequest, DescribeVolumesResult>(PAGED, (estate, input, region) => {
    const { items, next } = page(estate.compute(region).volumes, 'DescribeVolumes', input, estate.blueprint);
    return { Volumes: [...items], NextToken: next };
  }),
};
