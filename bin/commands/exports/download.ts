/** Fetches one file through a link that carries its own right, and holds it against what it should be. */
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
}

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 500;

/** False if what the link leads to is another file by now, or none. @throws CommandError if the store cannot be reached, NotWritten */
export async function download(path: string, file: ExpectedFile, { sleep, signal }: DownloadOptions): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await downloadOnce(path, file, signal);
    } catch (error) {
      if (error instanceof NotWritten || signal.aborted) throw error;
      await rm(path, { force: true });
      if (attempt === ATTEMPTS) throw unreachable(file.url, error);
    }
    await sleep(FIRST_WAIT_MS * 2 ** (attempt - 1));
  }
}

/** @throws Error where another attempt may do better */
async function downloadOnce(path: string, file: ExpectedFile, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(file.url, { signal, redirect: 'error' });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    if (response.status === 404) return false;
    throw new Error(`it answered ${response.status}`);
  }
  await using sink = await FileSink.create(path);
  for await (const bytes of response.body) await sink.writeBytes(bytes);
  const { bytes, sha256 } = await sink.finish();
  return bytes === file.bytes && sha256 === file.sha256;
}

/** The link itself is a credential: only where it leads is told. */
function unreachable(url: string, error: unknown): CommandError {
  const { message, cause } = error as { readonly message?: string; readonly cause?: { readonly code?: string } };
  const why = cause?.code ?? message ?? 'for an unknown reason';
  return new CommandError(`The exported files cannot be fetched from ${new URL(url).host} (${why}); try again.`, EXIT.unreachable, {
    cause: error,
  });
}
