/** Who may call the gRPC port of the local platform. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@connectrpc/connect';
import { createGrpcTransport, Http2SessionManager } from '@connectrpc/connect-node';
import { describe, expect, it } from '@jest/globals';
import { startGrpc } from '../../../bin/local/grpc.ts';
import { createIssuer, type LocalIssuer } from '../../../bin/local/issuer.ts';
import { LOCAL_CLIENT_ID } from '../../../bin/local/local-users.ts';
import type { StackModel } from '../../../bin/local/stack-model.ts';
import { NotificationService } from '../../../shared/rpc/generated/muster/notifications/v1/notifications_pb.js';
import { refusalOf } from '../../support/rpc-client.ts';

// Only the function of the API is read, and of it only the name and the variables.
const STACK = {
  functions: [{ name: 'Api', environment: { NOTIFICATIONS_TABLE: 'notifications' } }],
  api: { routes: [{ function: 'Api' }] },
} as unknown as StackModel;

/** The refusal of a call with this header, or with none, by a platform whose tables cannot be reached. */
async function refused(tokensOnly: boolean, authorization?: string, stack = STACK): Promise<Awaited<ReturnType<typeof refusalOf>>> {
  const server = await startGrpc({ port: 0, stack, dynamodb: 'http://127.0.0.1:1', tokensOnly, onError: () => undefined });
  const baseUrl = `http://localhost:${server!.port}`;
  const sessionManager = new Http2SessionManager(baseUrl);
  const client = createClient(NotificationService, createGrpcTransport({ baseUrl, sessionManager }));
  try {
    // An empty id is refused before anything is read.
    return await refusalOf(client.get({}, { headers: authorization === undefined ? {} : { authorization } }));
  } finally {
    sessionManager.abort();
    await server!.stop();
  }
}

describe('a call of gRPC', () => {
  it('without a token is the user’s own, unless every call needs one', async () => {
    expect(await refused(false)).toMatchObject({ code: 'InvalidArgument', fields: ['id'] });
    expect(await refused(true)).toMatchObject({ code: 'Unauthenticated', message: expect.stringContaining('started with --auth') });
  });

  it('with a token is never the user’s own', async () => {
    expect(await refused(false, 'Bearer x')).toMatchObject({
      code: 'Unauthenticated',
      message: expect.stringContaining('takes no tokens'),
    });
  });

  it('with a valid token is let in, also where every call needs one, and with one that was changed is not', async () => {
    let issuer: LocalIssuer | undefined;
    const server = createServer((request, response) => void issuer?.handle(request, response));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    issuer = await createIssuer({
      origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      customerOf: () => Promise.resolve(undefined),
    });
    const oidc = { issuer: issuer.url, audiences: [LOCAL_CLIENT_ID], client_id: LOCAL_CLIENT_ID, scopes: 'openid', claims: {} };
    const [api] = STACK.functions;
    const stack = { ...STACK, functions: [{ ...api!, environment: { ...api!.environment, MUSTER_OIDC: JSON.stringify(oidc) } }] };
    try {
      const token = await issuer.ownToken();
      for (const tokensOnly of [false, true]) {
        expect(await refused(tokensOnly, `Bearer ${token}`, stack)).toMatchObject({ code: 'InvalidArgument', fields: ['id'] });
        expect(await refused(tokensOnly, `Bearer ${token.slice(0, -6)}AAAAAA`, stack)).toMatchObject({ code: 'Unauthenticated' });
      }
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('is not served by a stack without an API', async () => {
    const stack = { functions: [] } as unknown as StackModel;
    expect(await startGrpc({ port: 0, stack, dynamodb: '', tokensOnly: false, onError: () => undefined })).toBeUndefined();
  });
});
