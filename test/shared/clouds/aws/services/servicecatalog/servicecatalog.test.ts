import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const TYPE = 'AWS::ServiceCatalog::Portfolio';

it.each([{ type: TYPE, id: 'port-[0-9a-f]{13}', arn: 'catalog:<region>:<account>:portfolio/port-[0-9a-f]{13}' }])(
  'gives the resources of $type ids, ARNs and relationships',
  async (identity) => {
    await expectIdentity(identity);
  },
);

it('asks for the shares with single accounts, and says where it may not', async () => {
  const aws = new SampledAws({ DescribePortfolioShares: new AnsweredError('AccessDeniedException', 'Not authorized.', 400) });
  const [found] = await fetchAll(typeCalled(TYPE), aws);

  expect(aws.called('DescribePortfolioShares')).toMatchObject([{ input: { PortfolioId: found?.resource_id, Type: 'ACCOUNT' } }]);
  expect(found?.unread).toEqual({
    AccountShares: { permission: 'servicecatalog:DescribePortfolioShares', error_code: 'AccessDeniedException' },
  });
});

it('drops a portfolio that is deleted while the list is read', async () => {
  const gone = new AnsweredError('ResourceNotFoundException', 'Portfolio not found.', 400);

  expect(await fetchAll(typeCalled(TYPE), new SampledAws({ DescribePortfolio: gone }))).toEqual([]);
});
