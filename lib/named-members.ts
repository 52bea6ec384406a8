/**
 * An esbuild plugin that lets the schemas of the AWS SDK be dropped where they are unused. The SDK writes the members of a schema as
 * `{ [_xN]: _v }`, where `_xN` is a constant text of the same file. esbuild keeps every such object, because it cannot know that a key in
 * brackets runs no code. The plugin writes the texts themselves, which mean the same.
 */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

export const namedMembers: Plugin = {
  name: 'named-members',
  setup(bundling) {
    bundling.onLoad({ filter: /[\\/]@aws-sdk[\\/].*[\\/]schemas_\d+\.js$/ }, async ({ path }) => ({
      contents: withNamedMembers(await readFile(path, 'utf8')),
    }));
  },
};

/** The same module, with the constant texts that are keys in brackets written out. Other keys stay as they are. */
export function withNamedMembers(code: string): string {
  const texts = new Map([...code.matchAll(/^const (_\w+) = ("(?:[^"\\]|\\.)*");$/gm)].map(([, name, text]) => [name, text]));
  return code.replaceAll(/\[(_\w+)\]:/g, (key, name: string) => (texts.has(name) ? `${texts.get(name)}:` : key));
}
