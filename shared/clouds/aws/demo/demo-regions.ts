/** EC2's DescribeRegions. It belongs to no resource type, but every session calls it first. */
import type { DescribeRegionsResult, Region } from '@aws-sdk/client-ec2';
import type { CloudCall } from '../answerer.ts';
import { notAnswered } from './not-answered.ts';
import { REGIONS } from './organization-facts.ts';

/** Regions that AWS lists for every account, but enables only on request. */
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

export const isEnabled = (region: string): boolean => REGIONS.some((name) => name === region);

const regionItem = (name: string, optInStatus: string): Region => ({
  Endpoint: `ec2.${name}.amazonaws.com`,
  OptInStatus: optInStatus,
  RegionName: name,
});

/** @throws AnsweredError naming an input member that the answer does not use */
export function answerRegions(call: CloudCall): DescribeRegionsResult {
  const stray = Object.keys(call.input).find((member) => member !== 'AllRegions' && call.input[member] !== undefined);
  if (stray !== undefined) throw notAnswered(call, `Its answer does not heed ${stray}, only AllRegions.`);
  return {
    Regions: [
      ...REGIONS.map((name) => regionItem(name, 'opt-in-not-required')),
      ...(call.input['AllRegions'] === true ? NOT_OPTED_IN.map((name) => regionItem(name, 'not-opted-in')) : []),
    ],
  };
}
