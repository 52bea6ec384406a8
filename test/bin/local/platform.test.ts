import { DescribeTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { Template } from '../../../bin/local/intrinsics.ts';
import { startPlatform, type Platform, type PlatformOptions } from '../../../bin/local/platform.ts';
import { sweepExpired } from '../../../bin/local/dynamodb.ts';
import { s3Client } from '../../../bin/local/queues.ts';
import { lambda, role, table, temporaryFolder, writeAssembly } from './support/assembly.ts';

const CLIENT = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } } as const;

/**
 * A function that answers a request with its event and a message as the message's body says. It keeps every event in a file, because its
 * environments end when they have no invocation.
 */
const BUNDLE = `
  import { appendFileSync, readFileSync } from 'node:fs';
  import { join } from 'node:path';
  const seen = join(import.meta.dirname, process.env.AWS_LAMBDA_FUNCTION_NAME + '.jsonl');
  appendFileSync(seen, '');
  export const handler = async (event) => {
    if (event.ask) return readFileSync(seen, 'utf8').split('\\n').filter(Boolean).map((line) => JSON.parse(line));
    if (event.rawPath === '/fail') throw new Error('as asked');
    if (event.rawPath) return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) };
    appendFileSync(seen, JSON.stringify(event) + '\\n');
    const batchItemFailures = [];
    for (const record of event.Records ?? []) {
      if (record.body === 'fail') batchItemFailures.push({ itemIdentifier: record.messageId });
      if (record.body === 'throw') throw new Error('as asked');
    }
    return { batchItemFailures };
  };`;

const RESOURCES: Template['Resources'] = {
  Role: role,
  Things: table(),
  DeadLetters: { Type: 'AWS::SQS::Queue' },
  Tasks: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      VisibilityTimeout: 0,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] }, maxReceiveCount: 2 },
    },
  },
  Exports: { Type: 'AWS::S3::Bucket' },
  Worker: lambda('work', { ReservedConcurrentExecutions: 1 }),
  Buried: lambda('work', { ReservedConcurrentExecutions: 1 }),
  Api: lambda('work'),
  TasksToWorker: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      FunctionName: { Ref: 'Worker' },
      EventSourceArn: { 'Fn::GetAtt': ['Tasks', 'Arn'] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    },
  },
  DeadLettersToBuried: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: { Ref: 'Buried' }, EventSourceArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } },
  },
  Http: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: { Ref: 'Http' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': ['Api', 'Arn'] },
      PayloadFormatVersion: '2.0',
    },
  },
  Route: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: { ApiId: { Ref: 'Http' }, RouteKey: 'ANY /{proxy+}', Target: { 'Fn::Sub': 'integrations/${Integration}' } },
  },
};

const running: Platform[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((platform) => platform.stop()));
});

async function start(options: Partial<PlatformOptions> = {}): Promise<Platform> {
  const platform = await startPlatform({
    dataDir: await temporaryFolder(),
    template: await writeAssembly(RESOURCES, { work: BUNDLE }),
    port: 0,
    ...options,
  });
  running.push(platform);
  return platform;
}

async function stop(platform: Platform): Promise<void> {
  running.splice(running.indexOf(platform), 1);
  await platform.stop();
}

async function send({ stack, endpoints }: Platform, body: string): Promise<void> {
  const client = new SQSClient({ ...CLIENT, endpoint: endpoints.MUSTER_SQS_ENDPOINT });
  await client.send(new SendMessageCommand({ QueueUrl: stack.queues.find(({ name }) => name === 'Tasks')?.url, MessageBody: body }));
  client.destroy();
}

type Delivered = readonly { readonly Records: readonly { readonly body: string; readonly attributes: Record<string, string> }[] }[];

/** Waits until the function has seen this many events; jest's timeout ends the wait. */
async function deliveries(platform: Platform, name: string, atLeast: number): Promise<Delivered> {
  for (;;) {
    const seen = (await platform.invoke(name, { ask: true })) as Delivered;
    if (seen.length >= atLeast) return seen;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Sends a request with any Host header, which `fetch` would overwrite. */
function statusOf(url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

describe('a running platform', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await start();
    running.length = 0;
  });
  afterAll(() => platform.stop());

  it('serves the routes of the template', async () => {
    const { url } = platform;

    const response = await fetch(`${url}/things/1?a=b`, {
      method: 'POST',
      body: '{"c":1}',
      headers: { 'content-type': 'application/json' },
    });

    expect(await response.json()).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /{proxy+}',
      rawPath: '/things/1',
      rawQueryString: 'a=b',
      pathParameters: { proxy: 'things/1' },
      body: '{"c":1}',
    });
    expect((await fetch(`${url}/fail`)).status).toBe(500);
    expect((await fetch(url)).status).toBe(404);
  });

  it('refuses requests that a web page could send', async () => {
    const { url, endpoints } = platform;
    const { host, port } = new URL(url);

    expect(await statusOf(`${url}/x`, { host })).toBe(200);
    expect(await statusOf(`${url}/x`, { host: `localhost:${port}`, origin: `http://localhost:${port}` })).toBe(200);
    expect(await statusOf(`${url}/x`, { host: `evil.example:${port}` })).toBe(403);
    expect(await statusOf(`${url}/x`, { host, origin: 'https://evil.example' })).toBe(403);
    for (const endpoint of Object.values(endpoints)) {
      expect(await statusOf(endpoint, { host: `evil.example:${new URL(endpoint).port}` })).toBe(403);
      expect(await statusOf(endpoint, { origin: 'https://evil.example' })).toBe(403);
    }
  });

  it('listens only on the loopback interface', async () => {
    const { url, endpoints } = platform;
    const addresses = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
    const outside = addresses.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '127.0.0.2';

    for (const endpoint of [url, ...Object.values(endpoints)]) {
      await expect(statusOf(`http://${outside}:${new URL(endpoint).port}`, {})).rejects.toThrow('ECONNREFUSED');
    }
  });

  it('refuses a body that API Gateway would not take', async () => {
    const { url } = platform;

    const response = await fetch(`${url}/things`, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });

    expect(response.status).toBe(413);
  });

  it('continues to serve after a client has disconnected in the middle of a body', async () => {
    const { url } = platform;
    const { host, hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');

    await new Promise((resolve) => socket.write(`POST /things HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1000\r\n\r\nfour`, resolve));
    await statusOf(`${url}/x`, { host });
    socket.destroy();
    await once(socket, 'close');

    expect(await statusOf(`${url}/x`, { host })).toBe(200);
  });

  it.each([
    ['GET', '/things/%zz', 400, 'Bad Request'],
    ['POST', '/2015-03-31/functions/%zz/invocations', 400, 'Bad Request'],
    ['GET', '', 404, 'Not Found'],
    ['GET', '/fail', 500, 'Internal Server Error'],
  ])('answers %s %j itself, with problem details', async (method, path, status, title) => {
    const { url } = platform;

    const response = await fetch(url + path, { method });

    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ type: 'about:blank', title, status, detail: expect.stringMatching(/^[A-Z].+/) });
  });

  it("serves Lambda's Invoke beside the API", async () => {
    const { url } = platform;
    const call = (name: string, headers: Record<string, string> = {}, body = '{"rawPath":"/fail"}'): Promise<Response> =>
      fetch(`${url}/2015-03-31/functions/${encodeURIComponent(name)}/invocations`, { method: 'POST', body, headers });

    const failed = await call('arn:aws:lambda:us-east-1:000000000000:function:Api');

    expect(failed.status).toBe(200);
    expect(failed.headers.get('x-amz-function-error')).toBe('Unhandled');
    expect(await failed.json()).toMatchObject({ errorType: 'Error', errorMessage: 'as asked' });
    expect((await call('Api', { 'x-amz-invocation-type': 'Event' }, '{}')).status).toBe(202);
    expect((await call('Nothing')).status).toBe(404);
    expect((await call('Api', {}, 'no json')).status).toBe(400);
  });

  it('delivers messages, deletes those that succeeded and moves those that fail on every receive to the dead letters', async () => {
    await send(platform, 'work');
    const [delivery] = await deliveries(platform, 'Worker', 1);
    await send(platform, 'fail');
    await send(platform, 'throw');
    const buried = await deliveries(platform, 'Buried', 2);

    expect(delivery?.Records).toEqual([
      {
        messageId: expect.any(String),
        receiptHandle: expect.any(String),
        body: 'work',
        attributes: {
          SenderId: expect.any(String),
          SentTimestamp: expect.any(String),
          ApproximateReceiveCount: '1',
          ApproximateFirstReceiveTimestamp: expect.any(String),
        },
        messageAttributes: {},
        md5OfBody: '67e92c8765a9bc7fb2d335c459de9eb5',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:Tasks',
        awsRegion: 'us-east-1',
      },
    ]);
    expect(buried.flatMap(({ Records }) => Records.map(({ body }) => body)).toSorted()).toEqual(['fail', 'throw']);
    const seen = await deliveries(platform, 'Worker', 3);
    const receives = seen.flatMap(({ Records }) =>
      Records.map(({ body, attributes }) => `${body} ${attributes['ApproximateReceiveCount']}`),
    );
    expect(receives.toSorted()).toEqual(['fail 1', 'fail 2', 'throw 1', 'throw 2', 'work 1']);
  });

  it('deletes expired rows', async () => {
    const { endpoints, stack } = platform;
    const client = new DynamoDBClient({ ...CLIENT, endpoint: endpoints.MUSTER_DYNAMODB_ENDPOINT });
    const put = (id: string, expiresAt: string): Promise<unknown> =>
      client.send(new PutItemCommand({ TableName: 'things', Item: { id: { S: id }, expires_at: { N: expiresAt } } }));
    await Promise.all([put('old', '99'), put('young', '101')]);

    await sweepExpired(client, stack.tables, 100);

    const get = async (id: string): Promise<unknown> =>
      (await client.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: id } } }))).Item;
    expect(await get('old')).toBeUndefined();
    expect(await get('young')).toBeDefined();
  });

  it('says which port is in use', async () => {
    const { url } = platform;
    const port = Number(new URL(url).port);

    await expect(start({ port })).rejects.toThrow(`Port ${port} is in use: stop what listens there, or choose another with --port.`);
  });
});

describe('a stage with a throttle', () => {
  it("answers requests above its limit with API Gateway's 429, and accepts the others", async () => {
    const Stage = {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: {
        ApiId: { Ref: 'Http' },
        StageName: '$default',
        DefaultRouteSettings: { ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 2 },
      },
    };
    const { url } = await start({ template: await writeAssembly({ ...RESOURCES, Stage }, { work: BUNDLE }) });

    const answers = [];
    for (const path of ['/a', '/b', '/c']) answers.push(await fetch(url + path));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(await answers[2]?.json()).toEqual({ message: 'Too Many Requests' });
    expect(answers[2]?.headers.get('content-type')).toBe('application/json');
  });
});

describe('a platform that starts', () => {
  it('has its rows after a restart', async () => {
    const dataDir = await temporaryFolder();
    const put = new PutItemCommand({ TableName: 'things', Item: { id: { S: 'a' } } });
    const first = await start({ dataDir });
    await new DynamoDBClient({ ...CLIENT, endpoint: first.endpoints.MUSTER_DYNAMODB_ENDPOINT }).send(put);
    await stop(first);

    const second = await start({ dataDir });
    const client = new DynamoDBClient({ ...CLIENT, endpoint: second.endpoints.MUSTER_DYNAMODB_ENDPOINT });

    const { Item } = await client.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: 'a' } } }));
    expect(Item).toEqual({ id: { S: 'a' } });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'things' }));
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['by_open']);
  });

  it('has the objects of its buckets after a restart, in the bucket that its functions use', async () => {
    const dataDir = await temporaryFolder();
    const Api = lambda('work', { Environment: { Variables: { EXPORTS_BUCKET: { Ref: 'Exports' } } } });
    const template = await writeAssembly({ ...RESOURCES, Api }, { work: BUNDLE });
    const bucketOf = ({ stack }: Platform): string | undefined =>
      stack.functions.find(({ name }) => name === 'Api')?.environment['EXPORTS_BUCKET'];
    const first = await start({ dataDir, template });
    await s3Client(first.endpoints.MUSTER_S3_ENDPOINT).send(
      new PutObjectCommand({ Bucket: bucketOf(first), Key: 'policies/s3.mine.yaml', Body: 'id: s3.mine' }),
    );
    await stop(first);

    const second = await start({ dataDir, template });
    const { Body } = await s3Client(second.endpoints.MUSTER_S3_ENDPOINT).send(
      new GetObjectCommand({ Bucket: bucketOf(second), Key: 'policies/s3.mine.yaml' }),
    );

    expect(await Body?.transformToString()).toBe('id: s3.mine');
  });

  it('refuses a table whose keys are not those of the template, and starts with --fresh', async () => {
    const dataDir = await temporaryFolder();
    await stop(await start({ dataDir }));
    const other = table({ KeySchema: [{ AttributeName: 'open', KeyType: 'HASH' }] });
    const template = await writeAssembly({ ...RESOURCES, Things: other }, { work: BUNDLE });

    await expect(start({ dataDir, template })).rejects.toThrow(
      'The table things on disk has other keys or indexes than the stack gives it',
    );
    await expect(start({ dataDir, template, fresh: true })).resolves.toBeDefined();
  });

  it("shares its data folder with no other platform, and refuses a folder that is not Muster's", async () => {
    const dataDir = await temporaryFolder();
    const foreign = await temporaryFolder();
    await writeFile(join(foreign, 'thesis.doc'), '');
    await start({ dataDir });

    await expect(start({ dataDir })).rejects.toThrow(`Another platform is running on ${dataDir}`);
    await expect(start({ dataDir: foreign, fresh: true })).rejects.toThrow(`${foreign} is not a data folder of Muster and is not empty`);
  });

  it('refuses to store real accounts in the data folder of the demo', async () => {
    const dataDir = await temporaryFolder();
    await stop(await start({ dataDir, estate: 'demo' }));

    await expect(start({ dataDir, estate: 'aws' })).rejects.toThrow(`${dataDir} holds the demo estate`);
  });

  it('leaves nothing running if the stack cannot be synthesized', async () => {
    const dataDir = await temporaryFolder();

    await expect(start({ dataDir, template: () => Promise.reject(new Error('no stack')) })).rejects.toThrow('no stack');
    await expect(start({ dataDir })).resolves.toBeDefined();
  });

  it('reports damaged data', async () => {
    const dataDir = await temporaryFolder();
    await stop(await start({ dataDir }));
    await writeFile(join(dataDir, 'dynamodb', 'CURRENT'), 'nonsense');

    await expect(start({ dataDir })).rejects.toThrow('start afresh with --fresh');
  });
});
