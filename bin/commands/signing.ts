/** Signs requests to a deployed API with SigV4, because its gateway uses IAM authorization. An API on this machine needs no signature. */
import { Sha256 } from '@aws-crypto/sha256-js';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { SignatureV4 } from '@smithy/signature-v4';
import { isLoopbackHost } from '../../shared/loopback.ts';
import { CommandError, EXIT } from './exit-codes.ts';

export interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** Returns the headers to send, with the signature. */
export type Sign = (request: OutgoingRequest) => Promise<Readonly<Record<string, string>>>;

export const isLoopback = ({ hostname }: URL): boolean => isLoopbackHost(hostname);

/** @throws CommandError for an address on another machine that is not https: signatures and tokens would be seen on the way */
export function refusePlain(url: URL): void {
  if (!isLoopback(url) && url.protocol !== 'https:')
    throw new CommandError(`${url.origin} is not on this machine; use https for a deployed API.`, EXIT.refused);
}

/** @throws CommandError if requests to this URL cannot be signed: it is not https, or its region is unknown */
export function signerFor(url: URL, env: NodeJS.ProcessEnv): Sign {
  if (isLoopback(url)) return ({ headers }) => Promise.resolve(headers);
  refusePlain(url);
  const region =
    /\.execute-api\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/.exec(url.hostname)?.[1] ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  if (!region)
    throw new CommandError(`The AWS region of ${url.origin} is unknown, because its host name holds none; set AWS_REGION.`, EXIT.refused);
  return sigV4(region);
}

function sigV4(region: string): Sign {
  const signer = new SignatureV4({ service: 'execute-api', region, credentials: fromNodeProviderChain(), sha256: Sha256 });
  return async ({ method, url, headers, body }) => {
    const query: Record<string, string[]> = {};
    for (const [name, value] of url.searchParams) (query[name] ??= []).push(value);
    const request = {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port && { port: Number(url.port) }),
      path: url.pathname,
      query,
      headers: { ...headers, host: url.host },
      body,
    };
    try {
      return (await signer.sign(request)).headers;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'CredentialsProviderError') throw error;
      throw new CommandError(
        'There are no AWS credentials to sign with; sign in (aws sso login, AWS_PROFILE, AWS_ACCESS_KEY_ID) and try again.',
        EXIT.refused,
        { cause: error },
      );
    }
  };
}
