/** Downloads one file through a presigned link, and checks its size and hash. */
import { rm } from 'node:fs/promises';
import { NotWritten } from '../../../shared/exports/errors.ts';
import { FileSink } from '../../../shared/exports/file-sink.ts';
import { CommandError, EXIT } from '../exit-codes.ts';

export interface ExpectedFile {
  readonly url: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface DownloadOptions {
  readonly sleep: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
  /** Returns the same file with a new link: a link lasts for minutes, and a slow download takes longer. If it throws, the download ends. */
  readonly renew: () => Promise<ExpectedFile>;
  /** The milliseconds without data after which another attempt is made. */
  readonly stallMs?: number;
}

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 500;
const STALL_MS = 60_000;
/** S3's status codes for an expired link, and for a link whose signer's session has ended. */
const REFUSED_LINK: readonly number[] = [403, 400];

class LinkRefused extends Error {}

/** False if the link leads to a different file or to none. @throws CommandError if the store cannot be reached, NotWritten */
export async function download(path: string, file: ExpectedFile, options: DownloadOptions): Promise<boolean> {
  const { sleep, signal, renew } = options;
  let current = file;
  for (let attempt = 1; ; attempt++) {
    let refused = false;
    try {
      return await downloadOnce(path, current, options);
    } catch (error) {
      if (error instanceof NotWritten || signal.aborted) throw error;
      await rm(path, { force: true });
      if (attempt === ATTEMPTS) throw unreachable(current.url, error);
      refused = error instanceof LinkRefused;
    }
    await sleep(FIRST_WAIT_MS * 2 ** (attempt - 1));
    if (refused) current = await renew();
  }
}

/** @throws Error if another attempt may succeed */
async function downloadOnce(path: string, file: ExpectedFile, { signal, stallMs = STALL_MS }: DownloadOptions): Promise<boolean> {
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(new Error(`nothing came for ${stallMs / 1000} s`)), stallMs);
  try {
    const response = await fetch(file.url, { signal: AbortSignal.any([signal, stalled.signal]), redirect: 'error' });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      if (response.status === 404) return false;
      const answered = `it answered ${response.status}`;
      throw REFUSED_LINK.includes(response.status) ? new LinkRefused(answered) : new Error(answered);
    }
    await using sink = await FileSink.create(path);
    for await (const bytes of response.body) {
      await sink.writeBytes(bytes);
      timer.refresh();
    }
    const { bytes, sha256 } = await sink.finish();
    return bytes === file.bytes && sha256 === file.sha256;
  } finally {
    clearTimeout(timer);
  }
}

/** The link itself is a credential, so the message names only its host. */
function unreachable(url: string, error: unknown): CommandError {
  const { message, cause } = error as { readonly message?: string; readonly cause?: { readonly code?: string } };
  const why = cause?.code ?? message ?? 'for an unknown reason';
  return new CommandError(`The exported files cannot be fetched from ${new URL(url).host} (${why}); try again.`, EXIT.unreachable, {
    cause: error,
  });
}
