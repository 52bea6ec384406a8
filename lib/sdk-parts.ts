/**
 * An esbuild plugin that gives the modules of `shared/clouds/aws/` only those parts of the AWS SDK's clients that they import. A client has a file for
 * each of its commands and the schemas of all its operations; esbuild would hold all of them, of all clients at once, before it drops
 * what is unused: twice the memory. So each client is bundled by itself first, without the packages that clients share.
 */
import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import pLimit from 'p-limit';

const NAME = 'sdk-parts';
const FOLDER = join(import.meta.dirname, '..', 'shared', 'clouds', 'aws');
/** `import { A, B as C } from '@aws-sdk/client-x';` */
const IMPORT = /^import \{([^}]*)\} from '(@aws-sdk\/client-[\w-]+)';$/gm;
const CLIENT = /^@aws-sdk\/client-/;
/** The clients that Muster's own tables, queues and functions need, and other packages: of these there must be one copy, whose errors are known by their class. */
const SHARED = /^@aws-sdk\/client-(?:dynamodb|lambda|s3|sns|sqs|sts)$/;

/** How modules are found and written, in the bundle as for the clients. */
type ModuleOptions = Pick<BuildOptions, 'platform' | 'target' | 'mainFields' | 'minifySyntax' | 'plugins'>;

export const sdkParts = (options: ModuleOptions): Plugin => ({
  name: NAME,
  setup(bundling) {
    // One after the other, because each takes memory while it runs.
    const inTurn = pLimit(1);
    let names: Promise<ReadonlyMap<string, readonly string[]>> | undefined;
    bundling.onResolve({ filter: CLIENT }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      // The plugin asks itself where the package is.
      if (pluginData === NAME || SHARED.test(path) || !importer.startsWith(FOLDER)) return undefined;
      const { path: index, errors } = await bundling.resolve(path, { kind, importer, resolveDir, pluginData: NAME });
      if (errors.length > 0) return { errors };
      names ??= importedNames();
      return {
        path: `${path}/parts.js`,
        namespace: NAME,
        sideEffects: false,
        pluginData: { folder: dirname(index), names: (await names).get(path) },
      };
    });
    bundling.onLoad({ filter: CLIENT, namespace: NAME }, async ({ pluginData }) => {
      const { folder, names: imported } = pluginData as { readonly folder: string; readonly names: readonly string[] };
      const contents = await inTurn(() => bundled(imported, folder, options));
      return { contents, resolveDir: folder, loader: 'js' };
    });
  },
});

/** The names that the folder's modules import, by client: several modules share some clients. */
async function importedNames(): Promise<ReadonlyMap<string, readonly string[]>> {
  const imported: ReturnType<typeof importsIn>[number][] = [];
  for await (const file of glob('**/*.ts', { cwd: FOLDER })) imported.push(...importsIn(await readFile(join(FOLDER, file), 'utf8')));
  return new Map(
    [...Map.groupBy(imported, ({ client }) => client)].map(([client, all]) => [
      client,
      [...new Set(all.map(({ name }) => name))].toSorted(),
    ]),
  );
}

/** The names that a module imports from clients, as the clients call them, without types. */
export const importsIn = (code: string): readonly { readonly client: string; readonly name: string }[] =>
  [...code.matchAll(IMPORT)].flatMap(([, names = '', client = '']) =>
    names
      .split(',')
      .map((name) => name.trim().split(' as ')[0]!)
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => ({ client, name })),
  );

/** A module that exports these names of the client whose index is in the folder. Other packages stay imports. */
async function bundled(names: readonly string[], folder: string, options: ModuleOptions): Promise<string> {
  const contents = names.map((name) => `export { ${name} } from './${moduleOf(name)}.js';`);
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: contents.join('\n'), resolveDir: folder },
    bundle: true,
    packages: 'external',
    format: 'esm',
    write: false,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

/** The client's index imports every command, so commands and the client itself are taken from their own modules. */
const moduleOf = (name: string): string => (name.endsWith('Command') ? `commands/${name}` : name.endsWith('Client') ? name : 'index');
