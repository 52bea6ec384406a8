import { describe, expect, test } from '@jest/globals';
import { configProblems, withDefaults } from '../../../shared/managed/config-check.ts';
import type { JsonObject } from '../../../shared/managed/model.ts';
import { plainStore, plainWorker } from '../../support/plain-managers.ts';

const messagesOf = (config: JsonObject) => configProblems(plainStore, config).map(({ message }) => message);

describe('problems of a configuration', () => {
  test('are all told at once, each with what came and what is allowed', () => {
    expect(messagesOf({ engine: 'pin', size: 7, port: 0, hosts: 'x', helf: 'y' })).toEqual([
      'config.engine: "pin" came: not one of the values that are allowed; write oak or pine. Did you mean pine?',
      'config.size: 7 came: not one of the values that are allowed; write small or medium or large.',
      'config.port: 0 came: too small; give 1 or more.',
      'config.hosts: unknown; allowed are engine, size, port, host, shelf, key. Did you mean host?',
      'config.helf: unknown; allowed are engine, size, port, host, shelf, key. Did you mean shelf?',
    ]);
    expect(messagesOf({})).toEqual(['config.engine: not one of the values that are allowed; write oak or pine.']);
  });

  test('never repeat what stands where a reference to a secret belongs', () => {
    const [message] = messagesOf({ engine: 'oak', key: 'hunter2' });
    expect(message).toMatch(/^config\.key: write where the secret is and not the secret itself/);
    expect(message).not.toContain('hunter2');
  });

  test('name a key of a map that is not allowed', () => {
    expect(configProblems(plainWorker, { command: 'run', environment: { lower: 'x' } }).map(({ message }) => message)).toEqual([
      'config.environment.lower: "x" came: not of the form that is expected; write a text that matches /^[A-Z_]+$/.',
    ]);
  });

  test('are not those of texts with references, whatever the field takes', () => {
    expect(messagesOf({ engine: 'oak', port: '${deps.db.port}', size: '${deps.db.size}' })).toEqual([]);
    expect(messagesOf({ engine: 'oak', port: '$${deps.db.port}' })).toEqual([
      'config.port: "$${deps.db.port}" came: not of the type that is expected; give a number.',
    ]);
  });
});

describe('defaults', () => {
  test('are applied also beside texts with references', () => {
    expect(withDefaults(plainStore, { engine: 'oak', port: '${deps.db.port}' })).toEqual({
      engine: 'oak',
      size: 'small',
      shelf: 'top',
      port: '${deps.db.port}',
    });
  });

  test('are not applied to what is not valid', () => {
    expect(withDefaults(plainStore, { engine: 7 })).toEqual({ engine: 7 });
  });
});
