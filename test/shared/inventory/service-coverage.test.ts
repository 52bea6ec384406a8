import { describe, expect, it } from '@jest/globals';
import type { SliceCoverage } from '../../../shared/inventory/model.ts';
import { coverageByService } from '../../../shared/inventory/service-coverage.ts';

const OLD = '2026-11-19T02:00:00.000Z';
const NEW = '2026-11-21T02:00:00.000Z';
const whole: SliceCoverage = { outcome: 'complete', at: NEW, complete_at: NEW, count: 2, populated: true };
const denied: SliceCoverage = {
  outcome: 'denied',
  at: NEW,
  complete_at: OLD,
  count: 1,
  populated: true,
  error: { class: 'denied', error_code: 'AccessDenied', message: 'No.', permission: 's3:GetBucketPolicy' },
};

const serviceOf = (type: string): string | undefined => ({ Bucket: 'aws.s3', Policy: 'aws.s3', Vpc: 'aws.ec2' })[type];
const row = (segment: string, slices: Readonly<Record<string, SliceCoverage>>) => ({ segment, slices });

describe('the coverage of a service', () => {
  it('sums up its slices over segments and types, in the order of the services', () => {
    const found = coverageByService(
      [row('eu-west-1', { Vpc: whole, Bucket: whole }), row('us-east-1', { Bucket: denied, Policy: whole })],
      serviceOf,
    );

    expect(found).toEqual([
      { service: 'aws.ec2', slices: { complete: 1 }, resources: 2, at: NEW, complete_at: NEW },
      {
        service: 'aws.s3',
        slices: { complete: 2, denied: 1 },
        resources: 5,
        at: NEW,
        complete_at: OLD,
        missing_permissions: ['s3:GetBucketPolicy'],
      },
    ]);
  });

  it('has no time at which all was seen whole, if a slice never was', () => {
    const { complete_at: _, ...never } = denied;

    expect(coverageByService([row('eu-west-1', { Bucket: whole, Policy: never })], serviceOf)[0]).not.toHaveProperty('complete_at');
  });

  it('is as old as what the cloud offers there', () => {
    const unsupported: SliceCoverage = { outcome: 'unsupported', at: NEW, populated: false };

    expect(coverageByService([row('eu-west-1', { Bucket: whole, Policy: unsupported })], serviceOf)).toMatchObject([
      { slices: { complete: 1, unsupported: 1 }, complete_at: NEW },
    ]);
  });

  it('counts a slice whose first inventory has not ended as being read, and as never seen whole', () => {
    const [service] = coverageByService([row('eu-west-1', { Bucket: { populated: true } })], serviceOf);

    expect(service).toEqual({ service: 'aws.s3', slices: { being_read: 1 }, resources: 0 });
  });

  it('tells what a search alone told of from what failed in part', () => {
    const partial: SliceCoverage = { ...denied, outcome: 'partial' };
    const searched: SliceCoverage = { ...partial, error: { class: 'denied', error_code: 'SearchOnly', message: 'Search.' } };

    expect(coverageByService([row('eu-west-1', { Bucket: searched, Policy: partial })], serviceOf)[0]?.slices).toEqual({
      search_only: 1,
      partial: 1,
    });
  });

  it('leaves out types that are not wanted', () => {
    expect(coverageByService([row('eu-west-1', { Unwanted: denied })], serviceOf)).toEqual([]);
  });
});
