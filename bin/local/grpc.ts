/** Serves gRPC for the local platform: with the tables, the rights and the callers of the function of its API. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { APP } from '../../shared/access/door.ts';
import { scopedStore } from '../../shared/access/scoped-store.ts';
import { ISSUER_WAIT_MS } from '../../shared/access/tokens.ts';
import { Unauthenticated } from '../../shared/errors.ts';
import { Inbox } from '../../shared/notifications/inbox.ts';
import { readerOf } from '../../shared/notifications/reader.ts';
import { authentication } from '../../shared/platform/authentication.ts';
import { systemClock, systemRandom } from '../../shared/real-seams.ts';
import type { Log } from '../../shared/seams.ts';
import { DynamoStore } from '../../shared/storage/dynamo-store.ts';
import { tableVariable } from '../../shared/storage/schema.ts';
import { LOCAL_USER } from './authorizer.ts';
import { type GrpcServer, startGrpcServer } from './grpc-server.ts';
import { LOCAL_CLIENT } from './local-client.ts';
import { LOOPBACK } from './loopback.ts';
import type { StackModel } from './stack-model.ts';
import { messageOf } from './user-error.ts';

export interface GrpcOptions {
  /** 0 for any free port. */
  readonly port: number;
  readonly stack: Pick<StackModel, 'api' | 'functions'>;
  /** URL of the local DynamoDB. */
  readonly dynamodb: string;
  /** Whether every call needs a token; otherwise a call without one is that of the user who runs the platform. */
  readonly tokensOnly: boolean;
  readonly onError: (source: string, message: string) => void;
}

/** @returns undefined if the stack has no API @throws UserError if the port is in use or may not be used */
export async function startGrpc({ port, stack, dynamodb, tokensOnly, onError }: GrpcOptions): Promise<GrpcServer | undefined> {
  const { environment, name } = stack.functions.find((each) => each.name === stack.api?.routes[0]?.function) ?? {};
  if (environment === undefined || name === undefined) return undefined;
  // The local DynamoDB knows by the access key id which function calls, and allows it what its role in the template allows.
  const credentials = { ...LOCAL_CLIENT.credentials, accessKeyId: name };
  const database = new DynamoDBClient({ ...LOCAL_CLIENT, endpoint: dynamodb, credentials });
  const client = DynamoDBDocumentClient.from(database, { marshallOptions: { removeUndefinedValues: true } });
  const store = new DynamoStore({
    client,
    onceClient: client,
    clock: systemClock,
    tableName: (table) => environment[tableVariable(table)] ?? table,
  });
  const { authenticate } = authentication({ environment, store, clock: systemClock, fetch: askIssuer });
  const server = await startGrpcServer({
    port,
    clock: systemClock,
    random: systemRandom,
    log: logOf(onError),
    caller: async (headers) => {
      const hasToken = headers.has('authorization');
      if (tokensOnly && !hasToken) throw new Unauthenticated(NEEDS_TOKEN);
      const principal = await authenticate({
        url: `http://${LOOPBACK}${hasToken ? APP : ''}/`,
        headers,
        bindings: { event: { requestContext: { authorizer: { iam: { userArn: LOCAL_USER } } } } },
      });
      return { inbox: new Inbox(scopedStore(store, principal.scope), readerOf(principal), systemClock) };
    },
  });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      database.destroy();
    },
  };
}

const NEEDS_TOKEN =
  'The platform was started with --auth, so every call needs a token: log in with "muster login", and send the token in the metadata authorization, after the word Bearer.';

const askIssuer: typeof fetch = async (address, options) =>
  await fetch(address, { signal: AbortSignal.timeout(ISSUER_WAIT_MS), ...options });

const logOf = (onError: GrpcOptions['onError']): Log => {
  const tell = (message: string, { error }: Readonly<Record<string, unknown>> = {}): void =>
    onError('gRPC', error === undefined ? message : `${message} ${messageOf(error)}`);
  return { info: () => undefined, warn: tell, error: tell };
};
