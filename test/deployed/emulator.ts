/**
 * ministack with TLS and with its IAM turned on, so that a deployment works only if its policies allow what it does, and a proxy that leads
 * requests for the API's public host name to it.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { Agent, request } from 'node:https';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startUnsupportedKinesis } from '../support/unsupported-kinesis.ts';

export const REGION = 'us-east-1';
/** The account that the platform is deployed to. */
export const PLATFORM_ACCOUNT = '123456789012';

const STARTUP_MS = 90_000;
const STOP_MS = 10_000;

export interface Emulator {
  /** The settings that an SDK client needs to use this AWS as the root user of an account. */
  readonly clientOf: (account: string) => object;
  /** The variables that a program needs to use this AWS as the root user of an account. */
  readonly environment: (account: string) => NodeJS.ProcessEnv;
  /** The output of the emulator and the functions so far. */
  readonly log: () => string;
  stop(): Promise<void>;
}

/** @param folder holds the certificate, the log and the code of the functions */
export async function startEmulator(folder: string): Promise<Emulator> {
  const command = process.env['MINISTACK'];
  if (!command) throw new Error('MINISTACK does not name ministack; run the suite by "npm run deployed".');
  const [key, certificate, log] = [join(folder, 'key.pem'), join(folder, 'certificate.pem'), join(folder, 'ministack.log')];
  await makeCertificate(key, certificate);
  for (const name of ['tmp', 's3', 'state']) await mkdir(join(folder, name));

  const port = await freePort();
  const endpoint = `https://127.0.0.1:${port}`;
  const kinesis = await startUnsupportedKinesis();
  const child = spawn(command, [], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      // The functions run on this Node.js, which is that of their runtime.
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      HOME: folder,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      // The API's host name ends in this, as in AWS.
      MINISTACK_HOST: `${REGION}.amazonaws.com`,
      MINISTACK_ACCOUNT_ID: PLATFORM_ACCOUNT,
      AUTH: 'true',
      AWS_ACCESS_KEY_ID: PLATFORM_ACCOUNT,
      AWS_SECRET_ACCESS_KEY: SECRET,
      USE_SSL: '1',
      MINISTACK_SSL_CERT: certificate,
      MINISTACK_SSL_KEY: key,
      NODE_EXTRA_CA_CERTS: certificate,
      // The functions inherit it.
      AWS_ENDPOINT_URL_KINESIS: kinesis.url,
      TMPDIR: join(folder, 'tmp'),
      S3_DATA_DIR: join(folder, 's3'),
      STATE_DIR: join(folder, 'state'),
    },
  });
  const output = createWriteStream(log);
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const proxy = await startProxy(port);
  const stopAll = async () => {
    await proxy.stop();
    await stop(child);
    kinesis.stop();
    output.end();
  };
  try {
    await answers(`${endpoint}/_localstack/health`, certificate, child, log);
  } catch (error) {
    await stopAll();
    throw error;
  }
  const ca = readFileSync(certificate);
  return {
    clientOf: (account) => ({
      endpoint,
      region: REGION,
      credentials: { accessKeyId: account, secretAccessKey: SECRET },
      requestHandler: { httpsAgent: new Agent({ ca }) },
    }),
    environment: (account) => ({
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      HOME: folder,
      AWS_ENDPOINT_URL: endpoint,
      // The emulator takes a number of an account for an access key of its root user.
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: SECRET,
      AWS_REGION: REGION,
      AWS_CA_BUNDLE: certificate,
      NODE_EXTRA_CA_CERTS: certificate,
      NODE_USE_ENV_PROXY: '1',
      HTTPS_PROXY: proxy.url,
      NO_PROXY: '127.0.0.1',
    }),
    log: () => readFileSync(log, 'utf8'),
    stop: stopAll,
  };
}

const SECRET = 'deployed';

async function makeCertificate(key: string, certificate: string): Promise<void> {
  const names = `subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:*.execute-api.${REGION}.amazonaws.com,DNS:${REGION}.amazonaws.com`;
  const options = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=ministack', '-addext', names];
  await promisify(execFile)('openssl', ['req', ...options, '-keyout', key, '-out', certificate]);
}

/** A proxy that connects to the emulator whatever host it is asked for. */
async function startProxy(port: number): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer();
  const open = new Set<Socket>();
  server.on('connect', (_request, client: Socket) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      socket.once('error', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
}

async function freePort(): Promise<number> {
  const server = createTcpServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url: string, certificate: string, child: ChildProcess, log: string): Promise<void> {
  const ca = readFileSync(certificate);
  const status = async (): Promise<number | undefined> =>
    await new Promise((resolve) => {
      request(url, { ca }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once('error', () => resolve(undefined))
        .end();
    });
  const until = Date.now() + STARTUP_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`ministack ended with ${child.exitCode}:\n${readFileSync(log, 'utf8').slice(-2000)}`);
    if ((await status()) === 200) return;
    await sleep(200);
  }
  throw new Error(`nothing answers at ${url}:\n${readFileSync(log, 'utf8').slice(-2000)}`);
}

/** Ends ministack. It ends the processes of the functions; if it does not end in time, it is killed, and they end with their stdin. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}
