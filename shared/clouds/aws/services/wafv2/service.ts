/** AWS WAF: web ACLs, rule groups and the sets that rules refer to, those of a region and, in `us-east-1`, those for CloudFront. */
import type { CustomList, Path } from '../../types/definition.ts';
import { custom, defineService, paged } from '../../types/define.ts';

export default defineService({
  id: 'wafv2',
  sdk: '@aws-sdk/client-wafv2',
  client: 'WAFV2Client',
  permissions: 'wafv2',
  // https://docs.aws.amazon.com/waf/latest/developerguide/limits.html (calls for each account and region; a burst is not published)
  limit: { perSecond: 5, burst: 5 },
  perOperation: true,
  limits: { ListResourcesForWebACL: { perSecond: 1, burst: 1 } },
});

/** The region whose endpoint alone answers for CloudFront. */
const REGION_OF_CLOUDFRONT = 'us-east-1';

/** Two lists, because WAF lists what is for CloudFront by itself, and in one region alone. */
export const inBothScopes = (operation: string, items: Path): CustomList =>
  custom(
    {
      regional: paged(operation, items, { Scope: 'REGIONAL', Limit: 100 }, { token: ['NextMarker', 'NextMarker'] }),
      cloudfront: paged(operation, items, { Scope: 'CLOUDFRONT', Limit: 100 }, { token: ['NextMarker', 'NextMarker'] }),
    },
    async function* ({ region, pages }) {
      yield* pages('regional');
      if (region === REGION_OF_CLOUDFRONT) yield* pages('cloudfront');
    },
  );

const ACTIONS = ['Allow', 'Block', 'Count', 'Captcha', 'Challenge'] as const;

/** The headers that an action adds to a request or to its answer. */
const headersOf = (action: (typeof ACTIONS)[number]): string =>
  action === 'Block' ? 'Block.CustomResponse' : `${action}.CustomRequestHandling`;

const NESTED = [
  'AndStatement.Statements[]',
  'OrStatement.Statements[]',
  'NotStatement.Statement',
  'RateBasedStatement.ScopeDownStatement',
  'ManagedRuleGroupStatement.ScopeDownStatement',
] as const;

/** The headers that a statement gives to the actions of the rules in a group. */
export const headersOfOverrides = (statement: string): readonly string[] =>
  ['ManagedRuleGroupStatement', 'RuleGroupReferenceStatement'].flatMap((group) =>
    ACTIONS.map((action) => `${statement}.${group}.RuleActionOverrides[].ActionToUse.${headersOf(action)}`),
  );

/**
 * The members of a list of rules that may hold secrets, such as the value of a header that only the customer's own callers know. Statements
 * may be nested without an end, so none below the first is stored. That they changed is seen all the same, by the lock token.
 */
export const secretsOfRules = (rules: string): readonly string[] => [
  ...ACTIONS.map((action) => `${rules}.Action.${headersOf(action)}`),
  `${rules}.OverrideAction.${headersOf('Count')}`,
  `${rules}.Statement.ByteMatchStatement.SearchString`,
  `${rules}.Statement.RegexMatchStatement.RegexString`,
  ...NESTED.map((nested) => `${rules}.Statement.${nested}`),
  ...headersOfOverrides(`${rules}.Statement`),
];

/** The headers that a default action adds. */
export const SECRETS_OF_DEFAULT_ACTION: readonly string[] = (['Allow', 'Block'] as const).map(
  (action) => `DefaultAction.${headersOf(action)}`,
);
