import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it('gives analyzers ids and ARNs', async () => {
  await expectIdentity({
    type: 'AWS::AccessAnalyzer::Analyzer',
    id: '(external|unused)-access',
    arn: 'access-analyzer:<region>:<account>:analyzer/(external|unused)-access',
  });
});

it('lists analyzers of all types', async () => {
  const aws = new SampledAws();

  const found = await fetchAll(typeCalled('AWS::AccessAnalyzer::Analyzer'), aws);

  expect(new Set(found.map(({ config }) => config['type']))).toEqual(new Set(['ACCOUNT', 'ACCOUNT_UNUSED_ACCESS']));
  for (const { input } of aws.called('ListAnalyzers')) expect(input['type']).toBeUndefined();
});
