/**
 * A forge on this machine for the tests: repositories are real, so that `git clone` works, and the REST APIs of GitHub (`/api/v3`), GitLab (`/api/v4`) and
 * Gitea (`/api/v1`) answer what Muster asks of them. It can be told to refuse, to fail, to be slow, and to lose the answer to a creation.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { giteaApi } from './gitea.ts';
import { answerGit, isGitRequest } from './git-http.ts';
import { gitHubApi } from './github.ts';
import { gitHubActions } from './github-actions.ts';
import { gitLabApi } from './gitlab.ts';
import { ForgeWorld, TOKEN } from './world.ts';

/** One request and its answer, for a test that checks them against a description of the API. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly request: unknown;
  readonly status: number;
  readonly answer: unknown;
}

export interface RunningForge {
  readonly url: string;
  readonly world: ForgeWorld;
  readonly exchanges: readonly Exchange[];
  close(): Promise<void>;
}

interface Answering {
  fetch(request: Request): Response | Promise<Response>;
}

export async function startForge({ port = 0 }: { readonly port?: number } = {}): Promise<RunningForge> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-forge-'));
  const world = new ForgeWorld(folder);
  const exchanges: Exchange[] = [];
  const apis: Record<string, Answering> = {};
  const server = createServer((incoming, outgoing) => {
    answer(world, apis, exchanges, incoming, outgoing).catch((error: unknown) => {
      outgoing.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an address with a port.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gitHub = gitHubApi(world, url);
  gitHubActions(gitHub, world, url);
  Object.assign(apis, { '/api/v3/': gitHub, '/api/v4/': gitLabApi(world, url), '/api/v1/': giteaApi(world, url) });
  return {
    url,
    world,
    exchanges,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answer(
  world: ForgeWorld,
  apis: Readonly<Record<string, Answering>>,
  exchanges: Exchange[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { method = 'GET', url: path = '/' } = incoming;
  const body = await buffer(incoming);
  if (isGitRequest(path)) {
    await answerGit(world, incoming, body, outgoing);
    return;
  }
  const request = new Request(`http://forge${path}`, {
    method,
    headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
    ...(body.length > 0 && { body }),
  });
  const api = Object.entries(apis).find(([prefix]) => path.startsWith(prefix))?.[1];
  const { faults } = world;
  if (faults.delayMs !== undefined) await sleep(faults.delayMs);
  if (faults.all === 'silent') {
    outgoing.destroy();
    return;
  }
  const response = refusal(world, request) ?? (await api?.fetch(request)) ?? Response.json({ message: 'Not Found' }, { status: 404 });
  const text = await response.text();
  exchanges.push({ method, path, request: jsonOf(body.toString()), status: response.status, answer: jsonOf(text) });
  if (isLost(world, response.status)) {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(text);
}

/** Whether this answer is one that is to be lost. */
function isLost({ faults }: ForgeWorld, status: number): boolean {
  if (faults.loseCreation === true && status === 201) {
    delete faults.loseCreation;
    return true;
  }
  if (faults.loseAnswerAfter === undefined) return false;
  faults.loseAnswerAfter -= 1;
  if (faults.loseAnswerAfter >= 0) return false;
  delete faults.loseAnswerAfter;
  return true;
}

function refusal({ faults }: ForgeWorld, { headers }: Request): Response | undefined {
  const given = headers.get('private-token') ?? headers.get('authorization')?.replace(/^(?:Bearer|token) /, '');
  if (given !== TOKEN) return Response.json({ message: '401 Unauthorized' }, { status: 401 });
  if (faults.all === 'denied') return Response.json({ message: 'Resource not accessible by personal access token' }, { status: 403 });
  return typeof faults.all === 'number' ? Response.json({ message: 'The forge has an outage.' }, { status: faults.all }) : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
