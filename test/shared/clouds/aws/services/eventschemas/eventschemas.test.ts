import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const REGISTRY = typeCalled('AWS::EventSchemas::Registry');

it('gives registries ids and ARNs', async () => {
  await expectIdentity({ type: 'AWS::EventSchemas::Registry', id: '[a-z]+', arn: 'schemas:<region>:<account>:registry/[a-z]+' });
});

it('leaves out the registries that AWS keeps for every account', async () => {
  const aws = new SampledAws();
  await fetchAll(REGISTRY, aws);

  expect(aws.called('ListRegistries').map(({ input }) => input['Scope'])).toEqual(['LOCAL']);
});

it('tells a registry without a policy from one whose policy may not be read', async () => {
  const [bare] = await fetchAll(REGISTRY, new SampledAws({ GetResourcePolicy: new AnsweredError('NotFoundException', 'No.', 404) }));
  const [closed] = await fetchAll(REGISTRY, new SampledAws({ GetResourcePolicy: new AnsweredError('ForbiddenException', 'No.', 403) }));

  expect(bare).toMatchObject({ config: { Policy: null }, unread: {} });
  expect(closed?.unread).toMatchObject({ Policy: { permission: 'schemas:GetResourcePolicy' } });
});
