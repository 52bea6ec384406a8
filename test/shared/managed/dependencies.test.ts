import { describe, expect, test } from '@jest/globals';
import { outputName, type ReadyDependency, referenceProblems, resolveConfig } from '../../../shared/managed/dependencies.ts';
import type { Dependency, JsonObject } from '../../../shared/managed/model.ts';
import { plainStore, plainWorker } from '../../support/plain-managers.ts';

const uses = (...names: readonly string[]): readonly Dependency[] => names.map((name) => ({ name, relation: 'uses' }));
const store = (actual: JsonObject): ReadyDependency => ({ manager: plainStore, actual });
const db = store({ endpoint: 'db.example', port: 5432, nodes: ['a:1', 'b:2'] });

function environmentOf(config: JsonObject, ready: Readonly<Record<string, ReadyDependency>>): unknown {
  const resolved = resolveConfig({ config, dependencies: uses(...Object.keys(ready)) }, plainWorker, new Map(Object.entries(ready)));
  return 'config' in resolved ? resolved.config['environment'] : resolved.problem;
}

describe('the documented name of an output', () => {
  test('begins with the last word of the type', () => {
    expect(outputName('database', 'endpoint')).toBe('database_endpoint');
    expect(outputName('git_repository', 'clone_url')).toBe('repository_clone_url');
  });
});

describe('outputs of dependencies', () => {
  test('fill the fields that the manager names, as texts where texts alone are taken, and the defaults are applied', () => {
    expect(resolveConfig({ config: { command: 'run' }, dependencies: uses('db') }, plainWorker, new Map([['db', db]]))).toEqual({
      config: {
        command: 'run',
        environment: { STORE_ENDPOINT: 'db.example', STORE_PORT: '5432', STORE_NODES: 'a:1,b:2' },
        replicas: 1,
      },
    });
  });

  test('that have no value fill nothing', () => {
    expect(environmentOf({ command: 'run' }, { db: store({ endpoint: 'db.example' }) })).toEqual({ STORE_ENDPOINT: 'db.example' });
  });

  test('stand for references, with their own type where the field takes it, and within texts', () => {
    const config = { engine: 'oak', host: 'tcp://${deps.db.endpoint}:${deps.db.port}/${deps.db.nodes}', port: '${deps.db.port}' };
    expect(resolveConfig({ config, dependencies: uses('db') }, plainStore, new Map([['db', db]]))).toEqual({
      config: { engine: 'oak', size: 'small', shelf: 'top', host: 'tcp://db.example:5432/a:1,b:2', port: 5432 },
    });
  });

  test('are not put in place of an escaped reference', () => {
    expect(environmentOf({ command: 'run', environment: { TEXT: '$${deps.db.endpoint}' } }, { db })).toMatchObject({
      TEXT: '${deps.db.endpoint}',
    });
  });

  test('leave a field alone in which the user has written a reference', () => {
    const environment = { STORE_ENDPOINT: '${deps.reports.endpoint}', STORE_PORT: '${deps.db.port}', STORE_NODES: '${deps.db.nodes}' };
    expect(environmentOf({ command: 'run', environment }, { db, reports: store({ endpoint: 'reports.example' }) })).toEqual({
      STORE_ENDPOINT: 'reports.example',
      STORE_PORT: '5432',
      STORE_NODES: 'a:1,b:2',
    });
  });

  test('stand for so many references only that the result has a size', () => {
    const text = (references: number): string => '${deps.db.endpoint}'.repeat(references);
    const long = store({ endpoint: 'x'.repeat(60_000) });
    expect(environmentOf({ command: 'run', environment: { A: text(201) } }, { db: long })).toBe(
      'config: 201 references to outputs; write at most 200, and each once.',
    );
    const ten = Object.fromEntries('ABCDEFGHIJ'.split('').map((name) => [name, text(20)]));
    expect(environmentOf({ command: 'run', environment: ten }, { db })).toMatchObject({ J: 'db.example'.repeat(20) });
  });

  test('are not taken from members that every object has', () => {
    expect(environmentOf({ command: 'run', environment: { A: '${deps.db.constructor}' } }, { db })).toMatch('names no output');
  });

  test('that are referred to and have no value are a problem', () => {
    expect(environmentOf({ command: 'run', environment: { STORE_NODES: '${deps.db.nodes}' } }, { db: store({}) })).toBe(
      'config.environment.STORE_NODES: ${deps.db.nodes} has no value, because the resource has no such output now.',
    );
  });

  test('that the schema refuses are a problem', () => {
    const config = { engine: 'oak', port: '${deps.db.endpoint}' };
    expect(resolveConfig({ config, dependencies: uses('db') }, plainStore, new Map([['db', db]]))).toEqual({
      problem: 'config: port: not of the type that is expected; give a number.',
    });
  });
});

describe('problems of references', () => {
  const problemsOf = (environment: JsonObject, ...names: readonly string[]) =>
    referenceProblems(
      { config: { command: 'run', environment }, dependencies: uses(...names) },
      plainWorker,
      new Map(names.filter((name) => name !== 'bucket').map((name) => [name, plainStore])),
    ).map(({ message }) => message);

  test('are all found at once', () => {
    const environment = {
      A: '${deps.bd.endpoint}',
      B: '${deps.db.endpont}',
      C: '${deps.db}',
      D: '${deps.db.endpoint',
      E: '${deps.bucket.name}',
      STORE_PORT: '1',
    };
    expect(problemsOf(environment, 'db', 'bucket')).toEqual([
      'config.environment.A: ${deps.bd.endpoint} names no dependency; the dependencies are db, bucket.',
      'config.environment.B: ${deps.db.endpont} names no output; there are endpoint, port, nodes. Did you mean endpoint?',
      'config.environment.C: ${deps.db} names no output; write ${deps.NAME.OUTPUT}, such as ${deps.db.endpoint}, or $${deps. for the text itself.',
      'config.environment.D: ${deps.db.endpoint names no output; write ${deps.NAME.OUTPUT}, such as ${deps.db.endpoint}, or $${deps. for the text itself.',
      'config.environment.E: ${deps.bucket.name} names no output; an inventoried resource has none.',
      'config.environment.STORE_PORT: is set, and the dependency db fills it with its store_port; take it out, give it another name, or write ${deps.db.port}.',
    ]);
  });

  test('say that there are no dependencies', () => {
    expect(problemsOf({ A: '${deps.db.endpoint}' })).toEqual([
      'config.environment.A: ${deps.db.endpoint} names no dependency; there are no dependencies.',
    ]);
  });

  test('name two dependencies that would fill one field', () => {
    expect(problemsOf({ STORE_PORT: '${deps.db.port}', STORE_NODES: '${deps.db.nodes}' }, 'db', 'reports')).toEqual([
      'config.environment.STORE_ENDPOINT: the dependencies db and reports both have a store_endpoint; write ${deps.db.endpoint} or ${deps.reports.endpoint}.',
    ]);
  });
});
