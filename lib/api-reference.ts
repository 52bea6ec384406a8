/** Redoc's script, by which the API's page `/docs` shows the OpenAPI document, as a file beside the API's bundle. */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const SCRIPT = createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js');

/** The one thing that Redoc's script would load from elsewhere: the logo beside the words "API docs by Redocly". */
const FOREIGN_LOGO = 'https://cdn.redoc.ly/redoc/logo-mini.svg';
const EMPTY_IMAGE = 'data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27/%3E';

/** Writes `redoc.js.gz` and its licences into the folder. @throws Error if Redoc's script no longer is what it was */
export async function writeReferenceScript(outdir: string): Promise<void> {
  const parts = (await readFile(SCRIPT, 'utf8')).split(FOREIGN_LOGO);
  if (parts.length !== 2) throw new Error(`${SCRIPT} names ${FOREIGN_LOGO} ${parts.length - 1} times, not once; see lib/api-reference.ts.`);
  await writeFile(join(outdir, 'redoc.js.gz'), gzipSync(parts.join(EMPTY_IMAGE), { level: 9 }));
  await writeFile(join(outdir, 'redoc.js.LICENSE.txt'), await readFile(`${SCRIPT}.LICENSE.txt`));
}
