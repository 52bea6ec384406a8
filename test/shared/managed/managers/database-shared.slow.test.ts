import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { database } from '../../../../shared/managed/managers/database.ts';
import { secretName } from '../../../../shared/managed/aws/login-secret.ts';
import { snapshotName } from '../../../../shared/managed/aws/snapshot-name.ts';
import { NAME } from '../../../support/managed/aws-context.ts';
import { postgresPrograms } from '../../../support/postgres/server.ts';
import {
  ADMIN_SECRET,
  openSharedWorld,
  passwordsIn,
  type SharedServer,
  type SharedWorld,
  startSharedServer,
} from '../../../support/postgres/shared-world.ts';
import { managerContract } from '../contract.ts';
import { OTHER_TOKEN, Steps, TOKEN } from '../steps.ts';

const programs = postgresPrograms();
if (programs === undefined)
  process.stderr.write(
    "Databases on a shared server are not tested: install PostgreSQL (Debian's package postgresql), or name its folder in POSTGRES_BIN.\n",
  );

let shared: SharedServer;
/** The port of the way to the server, which is known when the server runs. */
const server = { host: '127.0.0.1', port: 1, admin_secret: ADMIN_SECRET, tls: 'off' };
const CONFIG = { engine: 'shared_postgresql', server, connection_limit: 5 };

/** As the engine does after an error. */
const triedAgain = async (work: () => Promise<unknown>): Promise<unknown> => await work().catch(work);

const where = programs === undefined ? describe.skip : describe;

where('a database on a shared PostgreSQL server', () => {
  beforeAll(async () => {
    shared = await startSharedServer(programs ?? '');
    server.port = shared.proxy.port;
  });
  afterAll(async () => {
    await shared.stop();
  });

  managerContract<SharedWorld>('a database on a shared PostgreSQL server', {
    manager: database,
    open: async () => await openSharedWorld(shared),
    config: CONFIG,
    changes: [{ ...CONFIG, connection_limit: 7 }],
    unreachable: [
      { config: { engine: 'postgresql' }, path: '/engine', effect: 'immutable' },
      { config: { ...CONFIG, server: { ...server, host: 'other' } }, path: '/server/host', effect: 'immutable' },
      { config: { ...CONFIG, server: { ...server, port: 2 } }, path: '/server/port', effect: 'immutable' },
    ],
    operations: [{ name: 'rotate_credentials', times: ({ secretsManager }) => Promise.resolve(secretsManager.texts.length) }],
    refusedOperations: [{ name: 'snapshot' }, { name: 'restart' }, { name: 'restore', parameters: { name: 'shop-db-2' } }],
    deletions: [
      { policy: 'delete' },
      {
        policy: 'snapshot',
        snapshots: async (_world, token) =>
          (await shared.server.query(`SELECT 1 FROM pg_database WHERE datname = '${snapshotName(NAME, token)}'`)).length,
      },
    ],
  });

  describe('its login', () => {
    let world: SharedWorld;
    let steps: Steps;
    beforeEach(async () => {
      world = await openSharedWorld(shared);
      steps = new Steps(database, world);
    });

    const stored = (): { readonly username: string; readonly password: string; readonly dbname: string } => {
      const text = world.secretsManager.current(secretName(world.context(TOKEN)));
      if (text === undefined) throw new Error('There is no secret.');
      return JSON.parse(text) as ReturnType<typeof stored>;
    };

    async function logIn({ username, password }: { readonly username: string; readonly password: string }, into: string): Promise<string> {
      const client = new pg.Client({ host: '127.0.0.1', port: shared.server.port, user: username, password, database: into });
      try {
        await client.connect();
        return (await client.query<{ current_user: string }>('CREATE TABLE IF NOT EXISTS kept (id int); SELECT current_user')).constructor
          .name;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      } finally {
        await client.end();
      }
    }

    it('is in the secret, opens the database, and no other one', async () => {
      await steps.converge(CONFIG);
      const other = `${NAME}-other`;
      await shared.server.query(`CREATE DATABASE "${other}"`);
      await shared.server.query(`REVOKE CONNECT ON DATABASE "${other}" FROM PUBLIC`);

      expect(stored()).toMatchObject({ engine: 'postgres', username: NAME, dbname: NAME });
      expect(await logIn(stored(), NAME)).toBe('Array');
      expect(await logIn(stored(), other)).toContain('permission denied for database');
    });

    it('is shut out from the database if it is that of another role', async () => {
      await steps.converge(CONFIG);
      await shared.server.query(`DROP ROLE IF EXISTS stranger; CREATE ROLE stranger LOGIN PASSWORD 'stranger'`);

      expect(await logIn({ username: 'stranger', password: 'stranger' }, NAME)).toContain('permission denied for database');
    });

    it('is replaced by a rotation', async () => {
      await steps.converge(CONFIG);
      const before = stored();
      await steps.operate('rotate_credentials', {}, CONFIG, OTHER_TOKEN);

      expect(stored().password).not.toBe(before.password);
      expect(await logIn(before, NAME)).toContain('password authentication failed');
      expect(await logIn(stored(), NAME)).toBe('Array');
    });

    it('is in no log of the server', async () => {
      await steps.converge(CONFIG);
      await steps.operate('rotate_credentials', {}, CONFIG, OTHER_TOKEN);
      const log = await shared.server.log();

      expect(log).toContain('ALTER ROLE');
      expect(passwordsIn(world.secretsManager).length).toBe(2);
      expect(passwordsIn(world.secretsManager).filter((password) => log.includes(password))).toEqual([]);
    });

    it('works wherever the answer of Secrets Manager was lost, in the creation and in a rotation', async () => {
      await steps.converge(CONFIG);
      await steps.operate('rotate_credentials', {}, CONFIG, OTHER_TOKEN);
      const calls = world.aws.calls.length;

      expect(calls).toBeGreaterThan(8);
      for (let lost = 1; lost <= calls; lost += 1) {
        world = await openSharedWorld(shared);
        steps = new Steps(database, world);
        world.aws.losesAnswer = lost;
        await triedAgain(async () => await steps.converge(CONFIG));
        await triedAgain(async () => await steps.operate('rotate_credentials', {}, CONFIG, OTHER_TOKEN));

        expect([lost, world.secretsManager.secrets.size, await world.resources(), await logIn(stored(), NAME)]).toEqual([
          lost,
          1,
          1,
          'Array',
        ]);
      }
    });
  });

  it('says that it was dropped by hand, and makes no empty one in its place', async () => {
    const steps = new Steps(database, await openSharedWorld(shared));
    await steps.converge(CONFIG);
    await shared.server.query(`DROP DATABASE "${NAME}"`);

    expect(await steps.observe(CONFIG)).toMatchObject({ state: 'failed', message: expect.stringContaining('was dropped by hand') });
  });

  it('keeps its data under the name of the snapshot, out of reach of its role', async () => {
    const steps = new Steps(database, await openSharedWorld(shared));
    await steps.converge(CONFIG);
    await shared.server.query(`SET ROLE "${NAME}"; CREATE TABLE orders AS SELECT 42 AS id`, NAME);
    await steps.delete(CONFIG, 'snapshot', OTHER_TOKEN);

    const kept = snapshotName(NAME, OTHER_TOKEN);
    expect(await shared.server.query('SELECT id FROM orders', kept)).toEqual([{ id: 42 }]);
    expect(await shared.server.query(`SELECT 1 FROM pg_roles WHERE rolname = '${NAME}'`)).toEqual([]);
  });

  it('refuses a login that is for another host, and one that is none, without repeating it', async () => {
    const world = await openSharedWorld(shared);
    const config = database.configSchema.parse(CONFIG);
    const asking = async (login: string) =>
      await database
        .observe({ ...world.context(TOKEN), secret: () => Promise.resolve(login) }, config, TOKEN)
        .catch((error: unknown) => error);

    const other = await asking(JSON.stringify({ host: 'pg.example.com', username: 'a', password: 'planted' }));
    const none = await asking('planted');
    expect(other).toMatchObject({ details: { error_code: 'OtherHost' } });
    expect(none).toMatchObject({ details: { error_code: 'NoLogin' } });
    expect(String(other) + String(none)).not.toContain('planted');
  });

  it('refuses a login that names no host for another machine, without asking it', async () => {
    const world = await openSharedWorld(shared);
    const config = database.configSchema.parse({ ...CONFIG, server: { ...CONFIG.server, host: 'pg.invalid' } });
    const secret = async (): Promise<string> => await Promise.resolve(JSON.stringify({ username: 'a', password: 'planted' }));
    const asked = database.observe({ ...world.context(TOKEN), secret }, config, TOKEN);
    await expect(asked).rejects.toMatchObject({ details: { error_code: 'NoHost' } });
    await expect(asked).rejects.not.toThrow('planted');
  });
});
