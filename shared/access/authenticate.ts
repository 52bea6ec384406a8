/** Finds out who makes a request. */
import { EVERYTHING, type Principal } from './principal.ts';

/** The members that the Lambda adapter adds to a request. `event` is absent if the API is not behind API Gateway. */
export interface ApiBindings {
  readonly event?: { readonly requestContext?: { readonly authorizer?: { readonly iam?: { readonly userArn?: string } } } };
}

/** The parts of a request by which its caller is known. */
export interface CallerFacts {
  /** As it was sent, with the prefix `/app` if it has one. */
  readonly url: string;
  readonly headers: Headers;
  /** Undefined outside of Lambda. */
  readonly bindings: ApiBindings | undefined;
}

/** @throws Unauthenticated if it is not known who makes the request @throws Forbidden if the caller may do nothing at all */
export type Authenticate = (request: CallerFacts) => Promise<Principal>;

const UNKNOWN_CALLER = 'unknown';
const MAX_LENGTH = 200;

/** The ARN of the identity that signed the request, as API Gateway verified it; `unknown` if there is none. */
const callerOf = (bindings: ApiBindings | undefined): string =>
  (bindings?.event?.requestContext?.authorizer?.iam?.userArn ?? UNKNOWN_CALLER).slice(0, MAX_LENGTH);

/** Takes every caller for an administrator of everything. */
export const administrators: Authenticate = ({ bindings }) => {
  const caller = callerOf(bindings);
  return Promise.resolve({ id: caller, name: caller, role: 'admin', scope: EVERYTHING });
};
