/** Reads the body of a request. */
import type { IncomingMessage } from 'node:http';

/** Undefined if the body has more than `most` bytes. The rest is read and dropped, so that the client receives the response. */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  // A request without an encoding yields buffers, which the types of Node do not say.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > most ? undefined : Buffer.concat(chunks);
}
