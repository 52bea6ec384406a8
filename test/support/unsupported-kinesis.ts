/** Answers in the place of Kinesis that nothing is supported. The SDK speaks to Kinesis by HTTP/2 alone, and no emulator does. */
import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';

export const CODE = 'UnsupportedOperation';
export const JSON_HEADERS = { 'content-type': 'application/json', 'x-amzn-errortype': CODE };
export const JSON_ERROR = JSON.stringify({ __type: CODE, message: 'The emulator lacks it.' });

export async function startUnsupportedKinesis(): Promise<{ readonly url: string; stop(): void }> {
  const server = createServer((_request, response) => {
    response.writeHead(400, JSON_HEADERS);
    response.end(JSON_ERROR);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an address with one.
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}
