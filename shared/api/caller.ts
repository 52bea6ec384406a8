/** Who asks. */
import type { APIGatewayProxyEventV2WithIAMAuthorizer } from 'aws-lambda';

/** What the adapter of the entry adds to a request; nothing where the API is not behind API Gateway. */
export interface ApiBindings {
  readonly event?: { readonly requestContext?: Partial<APIGatewayProxyEventV2WithIAMAuthorizer['requestContext']> };
}

export const UNKNOWN_CALLER = 'unknown';
const MAX_LENGTH = 200;

/** ARN of the identity that signed the request, as API Gateway verified it. */
export const callerOf = (bindings: ApiBindings | undefined): string =>
  (bindings?.event?.requestContext?.authorizer?.iam?.userArn ?? UNKNOWN_CALLER).slice(0, MAX_LENGTH);
