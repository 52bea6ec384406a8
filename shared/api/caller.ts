/** Identifies the caller of a request. */
import type { APIGatewayProxyEventV2WithIAMAuthorizer } from 'aws-lambda';

/** The members that the Lambda adapter adds to a request. `event` is absent if the API is not behind API Gateway. */
export interface ApiBindings {
  readonly event?: { readonly requestContext?: Partial<APIGatewayProxyEventV2WithIAMAuthorizer['requestContext']> };
}

const UNKNOWN_CALLER = 'unknown';
const MAX_LENGTH = 200;

/** The ARN of the identity that signed the request, as API Gateway verified it; `unknown` if there is none. */
export const callerOf = (bindings: ApiBindings | undefined): string =>
  (bindings?.event?.requestContext?.authorizer?.iam?.userArn ?? UNKNOWN_CALLER).slice(0, MAX_LENGTH);

/** Who makes a request, and for whom, as the body says. `author` in a body is the former name of `on_behalf_of`: nobody may choose the author. */
export function personOf(
  bindings: ApiBindings | undefined,
  { on_behalf_of, author }: { readonly on_behalf_of?: string | undefined; readonly author?: string | undefined },
): { readonly author: string; readonly on_behalf_of?: string | undefined } {
  const other = on_behalf_of ?? author;
  const caller = callerOf(bindings);
  return { author: caller, ...(other !== undefined && other !== caller && { on_behalf_of: other }) };
}
