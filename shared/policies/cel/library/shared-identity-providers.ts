/**
 * Web identity providers that serve the customers of everybody under one name. A role that trusts one of them must demand by a
 * claim of the token which customer is meant; otherwise every customer's users can assume it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
import type { Demand } from './conditions.ts';
import { hasWildcard } from './globs.ts';

/** Claims that tell one customer from another, by provider. GitHub Actions is not here: a policy of its own judges its subjects. */
const CLAIMS: Readonly<Record<string, readonly string[]>> = {
  // Not `oaud`, the audience of the token: every service account of Google's cloud can ask for a token with any audience.
  'accounts.google.com': ['aud', 'sub', 'email'],
  'graph.facebook.com': ['app_id', 'id'],
  'www.amazon.com': ['app_id', 'user_id'],
  'agent.buildkite.com': ['sub'],
  'api.pulumi.com/oidc': ['aud', 'sub'],
  'app.terraform.io': ['sub'],
  'gitlab.com': ['sub'],
  'oidc-configuration.audit-log.githubusercontent.com': ['sub'],
  'oidc.codefresh.io': ['sub'],
  'oidc.vercel.com': ['aud', 'sub'],
  'proidc.upbound.io': ['sub'],
  'scalr.io': ['sub'],
  'studio.datachain.ai/api': ['sub'],
  'tokens.cloud.shisho.dev': ['sub'],
  'vstoken.actions.githubusercontent.com': ['sub'],
};

/** Cognito has another name in each partition. */
const COGNITO = /^cognito-identity[-.a-z0-9]*\.amazonaws\.com(\.cn)?$/;
const COGNITO_CLAIMS = ['aud', 'sub'];

/** Whether `principal` (`Federated:…`) is a shared provider of which the demands fix no customer. */
export function isAnyCustomer(principal: string, demands: readonly Demand[]): boolean {
  if (!principal.startsWith('Federated:')) return false;
  const provider = principal
    .slice('Federated:'.length)
    .replace(/^arn:[^:]*:iam::[^:]*:oidc-provider\//, '')
    .toLowerCase();
  const claims = COGNITO.test(provider) ? COGNITO_CLAIMS : Object.hasOwn(CLAIMS, provider) ? CLAIMS[provider]! : undefined;
  if (claims === undefined) return false;
  return !demands.some(
    ({ Operator, Key, Values }) =>
      Operator.startsWith('String') &&
      claims.some((claim) => Key === `${provider}:${claim}`) &&
      Values.every((value) => namesCustomer(value, provider)),
  );
}

/** How a value with wildcards names the customer. Most subjects begin with a claim for it: `organization:acme:project:*`, `project_path:acme/*`. */
const CUSTOMER_FIRST = /^[^*?:]+:[^*?:/]+[:/]/;
/** `pulumi:deploy:org:acme:project:*`. */
const CUSTOMER: Readonly<Record<string, RegExp>> = { 'api.pulumi.com/oidc': /^pulumi:[^*?:]+:org:[^*?:]+:/ };

function namesCustomer(value: string, provider: string): boolean {
  // A policy variable is filled in with what the caller's token brings.
  if (value === '' || value.includes('${')) return false;
  return !hasWildcard(value) || (CUSTOMER[provider] ?? CUSTOMER_FIRST).test(value);
}
