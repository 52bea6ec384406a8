import type { Config, Look } from '../said-of-services.ts';

export const CALLS = 5;

export const LOOKS: Readonly<Record<string, Look>> = {
  portfolio_shared_with_account: {
    type: 'AWS::ServiceCatalog::Portfolio',
    is: (portfolio) => (portfolio['AccountShares'] as Config[]).length > 0,
  },
};
