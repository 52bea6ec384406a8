import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { z } from 'zod';
import { cache } from '../../../../shared/managed/managers/cache.ts';
import { database } from '../../../../shared/managed/managers/database.ts';
import type { AnyManager } from '../../../../shared/managed/define-manager.ts';
import type { JsonObject } from '../../../../shared/managed/model.ts';

/** The verdict of zod on the configuration, which Ajv must give as well. */
function isTaken({ configSchema }: AnyManager, config: JsonObject): boolean {
  const ajv = new Ajv2020({ strict: false, formats: { 'secret-reference': true } });
  const taken = configSchema.safeParse(config).success;
  expect([config, ajv.validate(z.toJSONSchema(configSchema, { io: 'input' }), config)]).toEqual([config, taken]);
  return taken;
}

describe('the configuration of a cache', () => {
  it('has as many nodes in each shard, and six at most', () => {
    const taken: string[] = [];
    for (let shards = 0; shards <= 21; shards += 1)
      for (let num_nodes = 0; num_nodes <= 21; num_nodes += 1)
        if (isTaken(cache, { engine: 'valkey', shards, num_nodes })) taken.push(`${shards}/${num_nodes}`);

    expect(taken).toContain('4/20');
    expect(taken).not.toContain('3/20');
    expect(taken.filter((each) => each.startsWith('1/'))).toEqual(['1/1', '1/2', '1/3', '1/4', '1/5', '1/6']);
    expect(taken.filter((each) => each.startsWith('7/'))).toEqual(['7/7', '7/14']);
  });

  it.each([
    [{ engine: 'valkey' }, true],
    [{ engine: 'valkey', num_nodes: 6 }, true],
    [{ engine: 'valkey', num_nodes: 7 }, false],
    [{ engine: 'valkey', shards: 2 }, false],
    [{ engine: 'memcached', num_nodes: 20 }, true],
    [{ engine: 'memcached', shards: 1 }, false],
    [{ engine: 'memcached', snapshot_window: '01:00-02:00' }, false],
    [{ engine: 'redis', maintenance_window: 'sun:04:00-sun:05:00', snapshot_window: '01:00-02:00' }, true],
  ])('%j is taken: %s', (config, taken) => {
    expect(isTaken(cache, config)).toBe(taken);
  });

  it('names the numbers of nodes that a number of shards can have', () => {
    const { error } = cache.configSchema.safeParse({ engine: 'valkey', shards: 7, num_nodes: 20 });

    expect(error?.issues).toMatchObject([{ path: ['num_nodes'], message: expect.stringContaining('write 7, 14,') }]);
  });
});

describe('the configuration of a database', () => {
  const server = { host: 'db.example.com', admin_secret: 'env:ADMIN' };
  it.each([
    [{ engine: 'postgresql' }, true],
    [{ engine: 'mariadb', version: '11.4', size: 'xlarge', storage_gb: 20 }, true],
    [{ engine: 'mysql', version: 'latest' }, false],
    [{ engine: 'postgresql', size: 'huge' }, false],
    [{ engine: 'postgresql', storage_gb: 19 }, false],
    [{ engine: 'postgresql', backup_window: '24:00-25:00' }, false],
    [{ engine: 'postgresql', maintenance_window: 'sunday' }, false],
    [{ engine: 'postgresql', server }, false],
    [{ engine: 'shared_postgresql' }, false],
    [{ engine: 'shared_postgresql', server }, true],
    [{ engine: 'shared_postgresql', server: { ...server, host: 'a host' } }, false],
    [{ engine: 'shared_postgresql', server: { ...server, admin_secret: 'hunter2' } }, false],
    [{ engine: 'oracle' }, false],
    [{}, false],
  ])('%j is taken: %s', (config, taken) => {
    expect(isTaken(database, config)).toBe(taken);
  });

  it('names the engines', () => {
    const { error } = database.configSchema.safeParse({ engine: 'oracle' });

    expect(error?.issues[0]?.message).toBe('no engine; write one of postgresql, mysql, mariadb, shared_postgresql');
  });
});
