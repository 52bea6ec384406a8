/** Requests with planted secrets in every place where a caller may put one by mistake, and requests that no client library sends. */
import { request } from 'node:http';
import { ACCESS_KEY_ID, JWT, PEM, SECRET_KEY, SESSION_TOKEN } from '../support/planted.ts';

export interface Probe {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sent with every request. */
export const PLANTED_HEADERS = {
  Authorization: `Bearer ${JWT}`,
  'X-Amz-Security-Token': SESSION_TOKEN,
  'X-Api-Key': SECRET_KEY,
  Cookie: `session=${SECRET_KEY}`,
} as const;

const token = encodeURIComponent(SESSION_TOKEN);
const json = { 'Content-Type': 'application/json' };
const post = (path: string, body: unknown): Probe => ({ method: 'POST', path, headers: json, body: JSON.stringify(body) });

export const probesOf = (paths: readonly string[]): readonly Probe[] => [
  ...paths.flatMap((path): Probe[] => [
    { method: 'GET', path: `${path}?X-Amz-Security-Token=${token}&X-Amz-Credential=${ACCESS_KEY_ID}&access_token=${JWT}` },
    { method: 'GET', path: `${path}?limit=${JWT}&cursor=${ACCESS_KEY_ID}&account_id=${ACCESS_KEY_ID}&type=${ACCESS_KEY_ID}` },
    { method: 'POST', path, headers: { 'Content-Type': `text/${ACCESS_KEY_ID}` }, body: SECRET_KEY },
    { method: 'GET', path, headers: json, body: '{}' },
    { method: 'PATCH', path: `${path}/${ACCESS_KEY_ID}`, headers: json, body: `{"password":"${SECRET_KEY}"` },
  ]),
  post('/jobs', { operation: 'inventory', secret_access_key: SECRET_KEY, session_token: SESSION_TOKEN }),
  post('/jobs', { operation: `Bearer ${JWT}` }),
  post('/jobs', { operation: 'inventory', accounts: [ACCESS_KEY_ID] }),
  post('/jobs', { operation: 'inventory', regions: [`client_secret=${SECRET_KEY}`] }),
  post('/jobs', { operation: 'inventory', retry_of: JWT }),
  post('/jobs', { operation: 'inventory', [ACCESS_KEY_ID]: PEM }),
  post('/accounts', { accounts: [{ account_id: PEM, password: SECRET_KEY }] }),
  post('/connections', { connection_id: ACCESS_KEY_ID, provider: 'aws', settings: { role_name: `password=${SECRET_KEY}` } }),
  { method: 'TRACE', path: '/jobs' },
  { method: 'OPTIONS', path: '*' },
  { method: 'GET', path: '//other.example/jobs' },
  { method: 'GET', path: '/jobs/%00%0d%0aSet-Cookie:%20a=b' },
  { method: 'GET', path: '/resources/a%3Fb%23c%5Cd%7C%25%7Ce%7Cf' },
  { method: 'GET', path: '/jobs/%C0%AE%C0%AE/%2e%2e/%2e%2e/etc/passwd' },
];

export interface ProbeAnswer {
  readonly status: number;
  /** The bytes of the request: head and body. */
  readonly text: string;
  readonly contentType: string;
}

/** Sends the bytes unchanged, because `fetch` would correct half of these requests. */
export async function sendProbe(url: string, { method, path, headers, body = '' }: Probe): Promise<ProbeAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const length = body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const sent = request({ hostname, port, method, path, headers: { ...PLANTED_HEADERS, ...length, ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('error', reject);
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = `${JSON.stringify(answer.headers)}\n${Buffer.concat(chunks).toString()}`;
        resolve({ status: answer.statusCode ?? 0, text, contentType: answer.headers['content-type'] ?? '' });
      });
    });
    sent.on('error', reject).end(body);
  });
}
