/**
 * Checks the folders of `shared/`: they do not import each other in circles, a provider is imported only through the lists of providers, and
 * the engine of jobs imports no operation. `npm run lint` runs it. It prints a line for each import that breaks a rule.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';

/** The imports between files, by their paths below `shared/`. */
export type Imports = ReadonlyMap<string, readonly string[]>;

export const SHARED = fileURLToPath(new URL('../../shared/', import.meta.url));
const PROVIDERS = 'clouds/';
/** What managers need of a provider is in a folder of its name, which may import the provider. */
const MANAGERS = 'managed/';
/** The two lists of providers: their facts, and the code that reads them. */
const LISTS = ['provider-facts.ts', 'providers.ts'];

export function importsOf(root: string): Imports {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return new Map(
    files.map((file) => {
      const paths = importedBy(readFileSync(join(root, file), 'utf8')).filter((path) => path.startsWith('.'));
      return [file, paths.map((path) => relative(root, resolve(root, dirname(file), path)))];
    }),
  );
}

/** The modules that a module imports, in any form: also types, also for its effects only, also at run time, also to export it again. */
export function importedBy(text: string): readonly string[] {
  const paths: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const path = pathIn(node);
    if (path !== undefined) paths.push(path);
    for (const part of Object.values(node)) visit(part);
  };
  visit(parseSync(text, { syntax: 'typescript', target: 'es2024' }));
  return paths;
}

/** The members of swc's syntax nodes that name a module. */
interface SyntaxNode {
  readonly type?: string;
  readonly source?: { readonly value?: string } | null;
  readonly argument?: { readonly value?: string };
  readonly callee?: { readonly type?: string };
  readonly arguments?: readonly {
    readonly expression?: SyntaxNode & { readonly value?: string; readonly quasis?: readonly { readonly cooked?: string }[] };
  }[];
}

const DECLARATIONS = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'];

function pathIn({ type = '', source, argument, callee, arguments: given }: SyntaxNode): string | undefined {
  if (DECLARATIONS.includes(type)) return source?.value;
  // `import('./x.ts').Name` as a type.
  if (type === 'TsImportType') return argument?.value;
  if (type !== 'CallExpression' || callee?.type !== 'Import') return undefined;
  const path = given?.[0]?.expression;
  return path?.quasis?.length === 1 ? path.quasis[0]?.cooked : path?.value;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  /** The first import that makes the edge. */
  readonly because: string;
}

/** The imports between the folders and files directly in `parent`. */
function edgesIn(parent: string, imports: Imports): readonly Edge[] {
  const childOf = (file: string): string | undefined => (file.startsWith(parent) ? file.slice(parent.length).split('/')[0] : undefined);
  const edges = new Map<string, Edge>();
  for (const [file, paths] of imports) {
    for (const path of paths) {
      const [from, to] = [childOf(file), childOf(path)];
      if (from === undefined || to === undefined || from === to || edges.has(`${from} → ${to}`)) continue;
      edges.set(`${from} → ${to}`, { from, to, because: `${file} imports ${path}` });
    }
  }
  return [...edges.values()];
}

/** The edges that are part of a circle: those from whose end a path leads back to their start. */
function circular(edges: readonly Edge[]): readonly Edge[] {
  const reaches = (start: string, end: string): boolean => {
    const seen = new Set([start]);
    for (const at of seen) for (const { from, to } of edges) if (from === at) seen.add(to);
    return seen.has(end);
  };
  return edges.filter(({ from, to }) => reaches(to, from));
}

const parentsOf = (imports: Imports): readonly string[] => {
  const folders = [...imports.keys()].flatMap((file) => {
    const parts = dirname(file) === '.' ? [] : dirname(file).split('/');
    return parts.map((_, depth) => `${parts.slice(0, depth + 1).join('/')}/`);
  });
  return ['', ...new Set(folders)];
};

export const circlesOf = (imports: Imports): readonly string[] =>
  parentsOf(imports).flatMap((parent) =>
    circular(edgesIn(parent, imports)).map(({ from, to, because }) => `${parent}${from} → ${parent}${to}: ${because}`),
  );

const OPERATIONS = ['inventory/', 'scan/', 'exports/'];

const operationsOfJobs = (imports: Imports): readonly string[] =>
  [...imports].flatMap(([file, paths]) =>
    file.startsWith('jobs/')
      ? paths.filter((path) => OPERATIONS.some((operation) => path.startsWith(operation))).map((path) => `${file} imports ${path}`)
      : [],
  );

/**
 * Imports of a provider's folder from outside it, which only the lists of providers and the provider's managers may have. A provider's folder holds a
 * `provider.ts`.
 */
export const foreignToProviders = (imports: Imports): readonly string[] => {
  const providerOf = (file: string): string | undefined => {
    const [, provider, ...rest] = file.startsWith(PROVIDERS) ? file.split('/') : [];
    return rest.length > 0 && imports.has(`${PROVIDERS}${provider}/provider.ts`) ? provider : undefined;
  };
  const isManagerOf = (provider: string | undefined, file: string): boolean => file.startsWith(`${MANAGERS}${provider}/`);
  return [...imports].flatMap(([file, paths]) =>
    paths
      .filter(
        (path) =>
          providerOf(path) !== undefined &&
          providerOf(path) !== providerOf(file) &&
          !LISTS.includes(file) &&
          !isManagerOf(providerOf(path), file),
      )
      .map((path) => `${file} imports ${path}`),
  );
};

/** One line for each import that breaks a rule. */
export const brokenRules = (imports: Imports): readonly string[] => [
  ...circlesOf(imports).map((circle) => `Folders import each other in a circle: ${circle}.`),
  ...foreignToProviders(imports).map(
    (found) => `A provider is imported only through ${LISTS.join(' and ')}, and by its managers: ${found}.`,
  ),
  ...operationsOfJobs(imports).map((found) => `The engine of jobs imports no operation: ${found}.`),
];

if (import.meta.main) {
  const broken = brokenRules(importsOf(SHARED));
  for (const line of broken) process.stderr.write(`shared/: ${line}\n`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}
