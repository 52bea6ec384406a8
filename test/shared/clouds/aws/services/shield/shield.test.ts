import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { failure } from '../../support.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::Shield::Protection',
    id: '[0-9a-f-]{36}',
    arn: 'shield::<account>:protection/[0-9a-f-]{36}',
    relations: ['protects AWS::GlobalAccelerator::Accelerator'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('cannot be read without a subscription', async () => {
  const none = new AnsweredError('ResourceNotFoundException', 'The subscription does not exist.', 400);

  expect(await failure(fetchAll(typeCalled('AWS::Shield::Protection'), new SampledAws({ ListProtections: none })))).toMatchObject({
    details: { class: 'unsupported' },
  });
});
