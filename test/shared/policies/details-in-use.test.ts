import { describe, expect, it } from '@jest/globals';
import { DetailsInUse } from '../../../shared/policies/details-in-use.ts';
import type { PolicyFile } from '../../../shared/policies/policy-library.ts';

const BUCKET = 'AWS::S3::Bucket';
const BUILT_IN = { [BUCKET]: ['PolicyStatus'] };

const policy = (pass: string, type = BUCKET): PolicyFile => ({
  file: 'aws.s3.mine.yaml',
  text: JSON.stringify({
    id: 'aws.s3.mine',
    title: 'Mine',
    description: 'Mine.',
    severity: 'low',
    resource_type: type,
    pass,
    remediation: { text: 'Mend it.', cli: 'aws s3api help' },
    references: [],
    frameworks: {},
    tests: [
      { name: 'passes', verdict: 'pass', resource: {} },
      { name: 'fails', verdict: 'fail', resource: {} },
      { name: 'is unknown', verdict: 'unknown', resource: {} },
    ],
  }),
});
const inUse = (...files: readonly PolicyFile[]): DetailsInUse => new DetailsInUse({ all: () => Promise.resolve(files) }, BUILT_IN);

describe('the details in use', () => {
  it('are those of the built-in policies where users have none', async () => {
    expect(await inUse().fields()).toEqual(BUILT_IN);
  });

  it("are also those that users' policies name, in whichever expression", async () => {
    expect(await inUse(policy('size(config.CORSRules) == 0')).fields()).toEqual({ [BUCKET]: ['CORSRules', 'PolicyStatus'] });
  });

  it('are all of a type whose config a policy reads as a whole', async () => {
    expect((await inUse(policy('size(config) > 0')).fields())[BUCKET]).toContain('*');
  });

  it('are those of the usable files; a bad one names none and stops nobody', async () => {
    const bad = { file: 'bad.yaml', text: 'pass: config.CORSRules' };
    const large = { file: 'large.yaml', problem: 'It is too large.' };

    expect(await inUse(bad, large, policy('config.AccelerateConfiguration == null')).fields()).toEqual({
      [BUCKET]: ['AccelerateConfiguration', 'PolicyStatus'],
    });
  });

  it('are asked for anew, and change with the files', async () => {
    const files = [policy('size(config.CORSRules) == 0')];
    const details = new DetailsInUse({ all: () => Promise.resolve([...files]) }, BUILT_IN);
    await details.fields();
    files[0] = policy('config.WebsiteConfiguration == null');

    expect(await details.fields()).toEqual({ [BUCKET]: ['PolicyStatus', 'WebsiteConfiguration'] });
  });

  it('are unknown where the files cannot be read', async () => {
    const broken = new DetailsInUse({ all: () => Promise.reject(new Error('no bucket')) }, BUILT_IN);

    await expect(broken.fields()).rejects.toThrow('no bucket');
  });
});
