/** `POST /oidc/one-time`: a page of the platform's own origin shows the token of a link that the platform has printed, and gets a session. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { BrowserSessions } from './browser-sessions.ts';
import { problem } from './gateway-event.ts';
import type { LocalUser } from './local-users.ts';
import { readBody } from './read-body.ts';

/** The path below the issuer's. */
export const ONE_TIME = '/one-time';

const MOST_BYTES = 1024;
const bodySchema = z.strictObject({ token: z.string() });

/** @param user whose session begins */
export async function signInOnce(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: BrowserSessions,
  user: LocalUser,
): Promise<void> {
  const refuse = (status: number, detail: string): void => {
    const { headers, body } = problem(status, detail);
    response.writeHead(status, { ...headers, 'cache-control': 'no-store' }).end(request.method === 'HEAD' ? undefined : body);
  };
  const sent = await readBody(request, MOST_BYTES);
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return refuse(405, 'A token is sent by POST, so that it stands in no address.');
  }
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return refuse(415, `${FORM} as application/json.`);
  if (sent === undefined) return refuse(413, `The body has more than ${MOST_BYTES} bytes. ${FORM}.`);
  const token = tokenIn(sent);
  if (token === undefined) return refuse(400, `The body is not what it should be. ${FORM}.`);
  if (!sessions.takeToken(token))
    return refuse(
      400,
      'This link signs in no more: it was used, or the platform was started again. Take the newest link of "npm start", or choose a user.',
    );
  response.writeHead(204, { 'set-cookie': sessions.begin(user, request), 'cache-control': 'no-store' }).end();
}

const FORM = 'Send {"token": "…"}, with what the link has after #sign-in=';

function tokenIn(sent: Buffer): string | undefined {
  try {
    return bodySchema.parse(JSON.parse(sent.toString('utf8'))).token;
  } catch {
    return undefined;
  }
}
