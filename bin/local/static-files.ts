/** Serves a folder of built files: only those that are in it, compressed where the client takes that, with what lets browsers keep them. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** The media types by extension, and whether a file of it becomes smaller by compression. */
const TYPES: Readonly<Record<string, { readonly type: string; readonly compress: boolean }>> = {
  '.css': { type: 'text/css; charset=utf-8', compress: true },
  '.html': { type: 'text/html; charset=utf-8', compress: true },
  '.ico': { type: 'image/x-icon', compress: false },
  '.js': { type: 'text/javascript; charset=utf-8', compress: true },
  '.json': { type: 'application/json', compress: true },
  '.png': { type: 'image/png', compress: false },
  '.svg': { type: 'image/svg+xml', compress: true },
  '.txt': { type: 'text/plain; charset=utf-8', compress: true },
  '.wasm': { type: 'application/wasm', compress: true },
  '.woff2': { type: 'font/woff2', compress: false },
};
const UNKNOWN_TYPE = { type: 'application/octet-stream', compress: false };

/** At this quality, brotli takes 30 ms for a megabyte. A file is compressed when it is first asked for. */
const BROTLI_QUALITY = 5;

const ENCODERS = {
  br: async (body: Buffer) => await promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: async (body: Buffer) => await promisify(gzip)(body),
  identity: (body: Buffer) => Promise.resolve(body),
} as const;
type Encoding = keyof typeof ENCODERS;

interface Content {
  readonly etag: string;
  readonly body: Buffer;
}

export class StaticFiles {
  readonly #folder: string;
  /** By their names below the folder, with slashes. A path that is not one of them is not looked up anywhere. */
  readonly #names: ReadonlySet<string>;
  readonly #contents = new Map<string, Promise<Content>>();

  private constructor(folder: string, names: ReadonlySet<string>) {
    this.#folder = folder;
    this.#names = names;
  }

  /** Files whose names begin with a dot are not served. */
  static async of(folder: string): Promise<StaticFiles> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
    const names = paths.map((path) => path.replaceAll(sep, '/')).filter((name) => !/(^|\/)\./.test(name));
    return new StaticFiles(folder, new Set(names));
  }

  /**
   * Answers a request by GET or HEAD for a file. Resolves with false, and leaves it alone, if there is no such file.
   * @param headers those that every file has
   */
  async answer(
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
    headers: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    if (!this.#names.has(name)) return false;
    const { type, compress } = TYPES[extname(name)] ?? UNKNOWN_TYPE;
    const encoding = compress ? encodingFor(request.headers['accept-encoding']) : 'identity';
    const { etag, body } = await this.#content(name, encoding);
    const common = { ...headers, etag, ...(compress && { vary: 'Accept-Encoding' }) };
    if (isKnown(request.headers['if-none-match'], etag)) response.writeHead(304, common).end();
    else
      response
        .writeHead(200, {
          ...common,
          'content-type': type,
          'content-length': body.length,
          ...(encoding !== 'identity' && { 'content-encoding': encoding }),
        })
        .end(request.method === 'HEAD' ? undefined : body);
    return true;
  }

  async #content(name: string, encoding: Encoding): Promise<Content> {
    const key = `${encoding} ${name}`;
    const content = this.#contents.get(key) ?? read(join(this.#folder, name), encoding);
    this.#contents.set(key, content);
    // A file that could not be read is read again for the next request.
    content.catch(() => this.#contents.delete(key));
    return await content;
  }
}

async function read(path: string, encoding: Encoding): Promise<Content> {
  const file = await readFile(path);
  const hash = createHash('sha256').update(file).digest('base64url').slice(0, 22);
  return { etag: `"${hash}-${encoding}"`, body: await ENCODERS[encoding](file) };
}

/** The best of the encodings that a client takes. https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding */
export function encodingFor(accepted: string | undefined = ''): Encoding {
  const weights = new Map(
    accepted.split(',').map((each) => {
      const [name = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return [name, weight === undefined ? 1 : Number(weight.slice(2))];
    }),
  );
  return (['br', 'gzip'] as const).find((encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0) ?? 'identity';
}

const isKnown = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === etag);
