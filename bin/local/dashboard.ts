/** Serves the dashboard below `/ui`: the built files or, until they are there, a page that says so. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CACHE_CONTROL, contentSecurityPolicy, FURTHER_HEADERS, REFERRER_POLICY } from '../../shared/web/security-headers.ts';
import { UI, webFile } from '../../shared/web/addresses.ts';
import { problem } from './gateway-event.ts';
import type { Divert } from './http-server.ts';
import { escaped, page, PAGE_HEADERS } from './page.ts';
import { StaticFiles } from './static-files.ts';

export interface Dashboard {
  /** Answers requests for `/`, by browsers, and for what is below `/ui`. */
  readonly handle: Divert;
  /** Serves the files of this folder from now on. */
  show(folder: string): Promise<void>;
  /** Says from now on that the files cannot be built. @param log the path of the file that says why */
  fail(log: string): void;
}

const RELOAD_SECONDS = 2;

/** @param origin that of the platform, `http://127.0.0.1:4000`, which is also the issuer's */
export function createDashboard(origin: string): Dashboard {
  let files: StaticFiles | undefined;
  let failure: string | undefined;
  const headers = {
    'content-security-policy': contentSecurityPolicy([origin]),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': REFERRER_POLICY,
    ...FURTHER_HEADERS,
  };

  const answer = async (path: string, request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const { method } = request;
    if (method !== 'GET' && method !== 'HEAD') {
      const { statusCode, body, headers: own } = problem(405, `${path} does not take this method; it takes GET, HEAD.`);
      return response.writeHead(statusCode, { ...own, allow: 'GET, HEAD' }).end(body);
    }
    const show = (status: number, text: string, retry?: number): unknown =>
      response
        .writeHead(status, { ...PAGE_HEADERS, ...(retry !== undefined && { 'retry-after': String(retry) }) })
        .end(method === 'HEAD' ? undefined : text);

    // The issuer and its cookies know one name of this machine only.
    const search = searchOf(request);
    if (request.headers.host !== new URL(origin).host) return redirect(response, `${origin}${path === '/' ? `${UI}/` : path}${search}`);
    const name = webFile(path);
    if (name === undefined || path === UI) return redirect(response, `${UI}/${search}`);
    if (failure !== undefined) return show(503, failedPage(failure));
    if (!files) return show(503, BUILDING_PAGE, RELOAD_SECONDS);
    const kept = { ...headers, 'cache-control': name.startsWith('assets/') ? CACHE_CONTROL.assets : CACHE_CONTROL.others };
    if (await files.answer(name, request, response, kept)) return undefined;
    return show(404, page('There is no such file', `<p>The dashboard begins at <a href="${UI}/">${UI}/</a></p>`));
  };

  return {
    handle: (request, response) => {
      const path = request.url?.split('?', 1)[0] ?? '';
      const isHome = path === '/' && request.method === 'GET' && /\btext\/html\b/.test(request.headers.accept ?? '');
      if (!isHome && webFile(path) === undefined) return false;
      answer(path, request, response).catch(() => {
        if (response.headersSent) response.destroy();
        else response.writeHead(503, PAGE_HEADERS).end(page('The dashboard cannot be read', '<p>Its files cannot be read; try again.</p>'));
      });
      return true;
    },
    show: async (folder) => {
      files = await StaticFiles.of(folder);
      failure = undefined;
    },
    fail: (log) => {
      failure = log;
    },
  };
}

const searchOf = ({ url = '' }: IncomingMessage): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '');

const redirect = (response: ServerResponse, location: string): unknown =>
  response.writeHead(302, { location, 'cache-control': 'no-store', vary: 'Accept, Host' }).end();

const BUILDING_PAGE = page('Muster', '<p>The dashboard is being built; this page reloads itself.</p>', RELOAD_SECONDS);

const failedPage = (log: string): string =>
  page(
    'Muster',
    `<p>The dashboard could not be built; ${escaped(log)} says why. Mend it and start Muster again. The API serves all the same.</p>`,
  );
