import { describe, expect, it } from '@jest/globals';
import { brokenRules, circlesOf, foreignToProviders, importedBy, type Imports, importsOf, SHARED } from '../../scripts/lint/folders.ts';

const imports = importsOf(SHARED);

describe('the folders of shared/', () => {
  it('break no rule', () => {
    expect(brokenRules(imports)).toEqual([]);
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
      'managed/aws/a.ts': ['clouds/aws/clients.ts', 'clouds/oci/provider.ts'],
    });

    expect(foreignToProviders(given)).toEqual([
      'clouds/oci/provider.ts imports clouds/aws/clients.ts',
      'scan/a.ts imports clouds/aws/clients.ts',
      'managed/aws/a.ts imports clouds/oci/provider.ts',
    ]);
  });

  it('find an operation that the engine of jobs imports, and name each broken rule', () => {
    const given = files({
      'jobs/a.ts': ['scan/b.ts'],
      'scan/b.ts': ['jobs/c.ts'],
      'jobs/c.ts': ['clouds/aws/d.ts'],
      'clouds/aws/d.ts': [],
      'clouds/aws/provider.ts': [],
    });

    expect(brokenRules(given)).toEqual([
      'Folders import each other in a circle: jobs → scan: jobs/a.ts imports scan/b.ts.',
      'Folders import each other in a circle: scan → jobs: scan/b.ts imports jobs/c.ts.',
      'A provider is imported only through provider-facts.ts and providers.ts, and by its managers: jobs/c.ts imports clouds/aws/d.ts.',
      'The engine of jobs imports no operation: jobs/a.ts imports scan/b.ts.',
    ]);
  });

  it.each([
    ["import { a } from './x.ts';"],
    ["import type { A } from './x.ts';"],
    ["import {\n  a,\n  b,\n} from './x.ts';"],
    ['import a, * as b from "./x.ts"'],
    ["import './x.ts';"],
    ["export * from './x.ts';"],
    ["export type { A } from './x.ts';"],
    ["export const load = async () => await import('./x.ts');"],
    ["const load = () =>\n  import(\n    './x.ts'\n  );"],
    ['const load = () => import(`./x.ts`);'],
    ["type A = import('./x.ts').A;"],
  ])('see %j', (text) => {
    expect(importedBy(text)).toEqual(['./x.ts']);
  });

  it.each([['const text = "import \'./x.ts\'";'], ["// import './x.ts';"], ['const list = [`import "./x.ts"`];'], ['export const a = 1;']])(
    'see no import in %j',
    (text) => {
      expect(importedBy(text)).toEqual([]);
    },
  );

  it('see the imports of the files of shared/', () => {
    expect(imports.get('clouds/aws/provider.ts')).toEqual(
      expect.arrayContaining(['clouds/provider.ts', 'clouds/aws/facts.ts', 'clouds/aws/open-login.ts']),
    );
  });
});
