import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { generatedRegions } from '../../../../scripts/aws-regions.ts';
import { globalRegionOf, isKnownRegion, knownRegions, partitionOf, regionsToAsk } from '../../../../shared/clouds/aws/regions.ts';

describe('regions', () => {
  it('are those of the installed SDK (else run npm run generate)', async () => {
    const written = await readFile(new URL('../../../../shared/clouds/aws/regions.generated.ts', import.meta.url), 'utf8');

    expect(written).toBe(await generatedRegions());
  });

  it('are known by name, pseudo-regions are not', () => {
    expect(isKnownRegion('eu-central-1')).toBe(true);
    expect(isKnownRegion('aws-global')).toBe(false);
    expect(isKnownRegion('eu-central-99')).toBe(false);
    expect(knownRegions()).toEqual(knownRegions().toSorted());
  });

  it.each([
    ['eu-west-1', 'aws', 'us-east-1'],
    ['eu-west-77', 'aws', 'us-east-1'],
    ['cn-north-1', 'aws-cn', 'cn-northwest-1'],
    ['us-gov-east-1', 'aws-us-gov', 'us-gov-west-1'],
    ['emulated', 'aws', 'us-east-1'],
  ] as const)('puts %s into the partition %s', (region, partition, globalRegion) => {
    expect(partitionOf(region)).toBe(partition);
    expect(globalRegionOf(partitionOf(region))).toBe(globalRegion);
  });

  it('asks at home first and never across partitions', () => {
    expect(regionsToAsk('sa-east-1')[0]).toBe('sa-east-1');
    expect(new Set(regionsToAsk('cn-north-1').map(partitionOf))).toEqual(new Set(['aws-cn']));
    expect(new Set(regionsToAsk('us-east-1')).size).toBe(regionsToAsk('us-east-1').length);
  });
});
