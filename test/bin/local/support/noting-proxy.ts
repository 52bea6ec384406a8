/** A proxy on the loopback interface between the functions and an emulator, which notes what each function asks for. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callerOf, objectOrQueueAccess, type TableRequest, tableAccesses } from '../../../../bin/local/grants.ts';

/** The actions for which one function asked. */
export interface Use {
  readonly caller: string;
  readonly action: string;
  /** ARN */
  readonly resource: string;
}

export interface NotingProxy {
  readonly url: string;
  /** Requests are sent on to this address. */
  forwardTo(target: string): void;
  stop(): Promise<void>;
}

export async function startNotingProxy(note: (use: Use) => void): Promise<NotingProxy> {
  let target = '';
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const caller = callerOf(request.headers);
      if (caller !== undefined) for (const access of accessesOf(request, body)) note({ caller, ...access });
      const headers = Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' && !HOP_BY_HOP.has(name) ? [[name, value] as [string, string]] : [],
      );
      const withBody = request.method !== 'GET' && request.method !== 'HEAD';
      const answer = await fetch(target + (request.url ?? '/'), { method: request.method ?? 'GET', headers, ...(withBody && { body }) });
      const answered = Buffer.from(await answer.arrayBuffer());
      response.writeHead(
        answer.status,
        [...answer.headers].filter(([name]) => !HOP_BY_HOP.has(name)),
      );
      response.end(answered);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forwardTo: (address) => {
      target = address;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  // A request without an encoding gives buffers.
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'content-encoding',
  'host',
  'keep-alive',
  'transfer-encoding',
  'expect',
]);
const IN = 'us-east-1:000000000000';

/** The actions that a request to DynamoDB, SQS, S3, Athena or Lambda's Invoke needs, each with the ARN. */
function accessesOf(request: IncomingMessage, body: Buffer): readonly Omit<Use, 'caller'>[] {
  const invoked = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '')?.[1];
  if (invoked !== undefined) return [{ action: 'lambda:InvokeFunction', resource: `arn:aws:lambda:${IN}:function:${invoked}` }];
  const target = String(request.headers['x-amz-target'] ?? '');
  if (target.startsWith('DynamoDB_')) {
    const operation = target.replace(/^.*\./, '');
    const asked = JSON.parse(body.toString()) as TableRequest;
    return tableAccesses(operation, asked).flatMap(({ action, resource }) => (resource === undefined ? [] : [{ action, resource }]));
  }
  if (target.startsWith('AmazonAthena.'))
    return [{ action: `athena:${target.replace(/^.*\./, '')}`, resource: `arn:aws:athena:${IN}:workgroup/muster` }];
  const { action, resource } = objectOrQueueAccess(request);
  if (resource !== undefined) return [{ action, resource }];
  const { QueueUrl: url = '' } = JSON.parse(body.toString()) as { readonly QueueUrl?: string };
  return [{ action, resource: `arn:aws:sqs:${IN}:${url.split('/').at(-1)}` }];
}
