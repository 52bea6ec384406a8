import { describe, expect, it } from '@jest/globals';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { callerOf } from '../../../bin/local/grants.ts';
import { namedCaller } from '../../../shared/platform/named-caller.ts';

describe('A client of the local tables', () => {
  it('says who calls, in the form that DynamoDB wants', async () => {
    let headers: IncomingHttpHeaders = {};
    const server = createServer((request, response) => {
      ({ headers } = request);
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{"TableNames":[]}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = new DynamoDBClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'other', secretAccessKey: 'secret' },
      signer: namedCaller('InventoryWorker'),
    });

    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([]);
    expect(callerOf(headers)).toBe('InventoryWorker');
    expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=\S+, SignedHeaders=\S+, Signature=\S+$/);
    expect(headers['x-amz-date']).toMatch(/^\d{8}T\d{6}Z$/);

    client.destroy();
    server.closeAllConnections();
    server.close();
  });
});
