/** The version of Muster, as its package says it. */
import { readFileSync } from 'node:fs';

const PACKAGE = new URL('../package.json', import.meta.url);

export const versionOf = (): string => (JSON.parse(readFileSync(PACKAGE, 'utf8')) as { readonly version: string }).version;
