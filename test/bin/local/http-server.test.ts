import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpServer, listen } from '../../../bin/local/http-server.ts';

let server: HttpServer;
beforeAll(async () => {
  server = await listen(0);
});
afterAll(() => server.stop());

/** Sends these characters and returns what comes back until the server closes the connection. */
async function exchange(request: string): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  socket.write(request);
  return await text(socket);
}

describe('what is not a request that the API could get', () => {
  it('is answered with 431 and a sentence if the request line is too long', async () => {
    const answer = await exchange(`GET /resources?name=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);

    expect(answer).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({
      status: 431,
      detail: expect.stringContaining('more than 16 KiB together'),
    });
  });

  it('is answered with 400 and a sentence if it is no HTTP', async () => {
    const answer = await exchange('hello\r\n\r\n');

    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({ status: 400, detail: 'The request is not valid HTTP.' });
  });
});
