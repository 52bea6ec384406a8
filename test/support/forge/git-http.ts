/** `git clone` and `git push` over HTTP, answered by git's own program `git http-backend`. */
import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type ForgeWorld, TOKEN } from './world.ts';

const PATH = /^\/([^?]+)\.git(\/(?:info\/refs|HEAD|git-upload-pack|git-receive-pack|objects\/[^?]*))(?:\?(.*))?$/;

export const isGitRequest = (path: string): boolean => PATH.test(path);

export async function answerGit(world: ForgeWorld, incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): Promise<void> {
  const [, name = '', rest = '', query = ''] = PATH.exec(incoming.url ?? '') ?? [];
  const cut = name.lastIndexOf('/');
  const repository = world.byName(decodeURIComponent(name.slice(0, cut)), decodeURIComponent(name.slice(cut + 1)));
  const password = Buffer.from((incoming.headers.authorization ?? '').replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':')[1];
  if (!repository || (repository.private && password !== TOKEN)) {
    outgoing.writeHead(401, { 'www-authenticate': 'Basic realm="forge"' }).end();
    return;
  }
  const backend = spawn('git', ['http-backend'], {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: dirname(repository.git.folder),
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${basename(repository.git.folder)}${rest}`,
      QUERY_STRING: query,
      REQUEST_METHOD: incoming.method ?? 'GET',
      CONTENT_TYPE: incoming.headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body.length),
      HTTP_CONTENT_ENCODING: incoming.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(incoming.headers['git-protocol'] ?? ''),
      REMOTE_USER: 'shopkeeper',
      // Pushes are taken, too.
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.receivepack',
      GIT_CONFIG_VALUE_0: 'true',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  backend.stdin.on('error', () => undefined);
  backend.stdin.end(body);
  const said = await buffer(backend.stdout);
  const end = said.indexOf('\r\n\r\n');
  const headers = said
    .subarray(0, end)
    .toString()
    .split('\r\n')
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
  const status = Number.parseInt(headers.find(([header]) => header === 'status')?.[1] ?? '200', 10);
  outgoing.writeHead(status, Object.fromEntries(headers.filter(([header]) => header !== 'status'))).end(said.subarray(end + 4));
}
