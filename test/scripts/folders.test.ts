import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

/** The imports between files, by their paths below `shared/`. */
type Imports = ReadonlyMap<string, readonly string[]>;

const SHARED = fileURLToPath(new URL('../../shared/', import.meta.url));
const PROVIDERS = 'clouds/';
/** The two lists of providers: their facts, and the code that reads them. */
const LISTS = ['provider-facts.ts', 'providers.ts'];

function importsOf(root: string): Imports {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const paths = [...text.matchAll(/^(?:import|export)\b[^;'"]*\bfrom '(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm)];
      return [file, paths.map(([, fixed, dynamic]) => relative(root, resolve(root, dirname(file), fixed ?? dynamic!)))];
    }),
  );
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

const circlesOf = (imports: Imports): readonly string[] =>
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

/** Imports of a provider's folder from outside it, which only the lists of providers may have. */
const foreignToProviders = (imports: Imports): readonly string[] => {
  const providerOf = (file: string): string | undefined => {
    const [, provider, ...rest] = file.startsWith(PROVIDERS) ? file.split('/') : [];
    return rest.length > 0 ? provider : undefined;
  };
  return [...imports].flatMap(([file, paths]) =>
    paths
      .filter((path) => providerOf(path) !== undefined && providerOf(path) !== providerOf(file) && !LISTS.includes(file))
      .map((path) => `${file} imports ${path}`),
  );
};

const imports = importsOf(SHARED);

describe('the folders of shared/', () => {
  it('do not import each other in circles, at any depth', () => {
    expect(circlesOf(imports)).toEqual([]);
  });

  it('import a provider only through the lists of providers', () => {
    expect(foreignToProviders(imports)).toEqual([]);
  });

  it('keep the engine of jobs from importing an operation', () => {
    expect(operationsOfJobs(imports)).toEqual([]);
  });
});

describe('the rules of folders', () => {
  const files = (given: Readonly<Record<string, readonly string[]>>): Imports => new Map(Object.entries(given));

  it('find a circle of folders whose files do not import each other in a circle', () => {
    const given = files({
      'a/one.ts': ['b/two.ts'],
      'a/three.ts': [],
      'b/two.ts': [],
      'b/four.ts': ['a/three.ts'],
      'c/five.ts': ['a/one.ts'],
    });

    expect(circlesOf(given)).toEqual(['a → b: a/one.ts imports b/two.ts', 'b → a: b/four.ts imports a/three.ts']);
  });

  it('find a circle through a third folder, and a circle of folders inside a folder', () => {
    const given = files({ 'x/a/1.ts': ['x/b/1.ts'], 'x/b/1.ts': ['x/c.ts'], 'x/c.ts': ['x/a/2.ts'], 'x/a/2.ts': [] });

    expect(circlesOf(given).map((circle) => circle.split(':')[0])).toEqual(['x/a → x/b', 'x/b → x/c.ts', 'x/c.ts → x/a']);
  });

  it('find imports of a provider, and a provider that imports another', () => {
    const given = files({
      'providers.ts': ['clouds/aws/provider.ts'],
      'clouds/aws/provider.ts': ['clouds/cloud.ts', 'clouds/aws/services/s3/bucket.ts'],
      'clouds/oci/provider.ts': ['clouds/aws/clients.ts'],
      'scan/a.ts': ['clouds/aws/clients.ts', 'clouds/cloud.ts'],
    });

    expect(foreignToProviders(given)).toEqual([
      'clouds/oci/provider.ts imports clouds/aws/clients.ts',
      'scan/a.ts imports clouds/aws/clients.ts',
    ]);
  });

  it('recognize every form of import', () => {
    expect(imports.get('clouds/aws/provider.ts')).toEqual(
      expect.arrayContaining(['clouds/provider.ts', 'clouds/aws/facts.ts', 'clouds/aws/aws-cloud.ts', 'clouds/aws/open-login.ts']),
    );
  });
});
