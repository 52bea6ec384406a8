/** Portfolios that an account made in a region, with the single accounts that they are shared with. Portfolios that others share are not listed. */
import { arn, defineType, paged, read, readAll } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ServiceCatalog::Portfolio',
  kind: 'other',
  list: paged('ListPortfolios', 'PortfolioDetails'),
  gone: ['ResourceNotFoundException'],
  id: 'Id',
  nativeId: arn('portfolio/{Id}', { service: 'catalog' }),
  name: 'DisplayName',
  tags: 'Tags',
  details: {
    Tags: read('DescribePortfolio', { Id: 'Id' }, 'Tags'),
    // Shares with the organization and its units are of other kinds.
    AccountShares: readAll('DescribePortfolioShares', { PortfolioId: 'Id' }, 'PortfolioShareDetails', { input: { Type: 'ACCOUNT' } }),
  },
});
