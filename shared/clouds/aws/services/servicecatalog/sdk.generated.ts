/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { ServiceCatalogClient, DescribePortfolioCommand, DescribePortfolioSharesCommand, ListPortfoliosCommand } from '@aws-sdk/client-service-catalog';
import type { LoadedService } from '../../types/loaded-service.ts';
import portfolioType from './portfolio.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: ServiceCatalogClient,
  commands: { DescribePortfolio: DescribePortfolioCommand, DescribePortfolioShares: DescribePortfolioSharesCommand, ListPortfolios: ListPortfoliosCommand },
  types: [portfolioType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
