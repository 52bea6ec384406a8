/** A real PostgreSQL server on a free port of this machine, from Debian's package `postgresql`, or the programs in the folder that `POSTGRES_BIN` names. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../free-port.ts';

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';
/** The user of Debian's package: PostgreSQL refuses to run as root. */
const USER = 'postgres';
const OWNER = { username: 'owner', password: 'planted-owner-password' } as const;
/** May create roles and databases, and is no superuser: what RDS gives to its administrators. */
export const ADMIN = { username: 'muster_admin', password: 'planted-admin-password' } as const;

/** The folder of the newest version's programs; undefined if there is none. */
export function postgresPrograms(): string | undefined {
  const named = process.env['POSTGRES_BIN'];
  if (named) return named;
  if (!existsSync(DEBIAN)) return undefined;
  const versions = readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(DEBIAN, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')));
}

export interface PostgresServer {
  readonly host: string;
  readonly port: number;
  /** Runs statements as the superuser. @returns the rows of the last one */
  query(text: string, database?: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Everything that the server has logged: every statement is. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

/** @param programs as `postgresPrograms` gives it */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-postgres-'));
  const data = join(folder, 'data');
  const port = await freePort();
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, OWNER.password);
  await chmod(folder, 0o777);
  await chmod(passwordFile, 0o644);
  const options = `-h 127.0.0.1 -p ${port} -k ${folder} -c fsync=off -c log_statement=all`;
  await asServer(join(programs, 'initdb'), ['-D', data, '-U', OWNER.username, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]);
  await asServer(join(programs, 'pg_ctl'), ['-D', data, '-l', join(folder, 'log'), '-o', options, '-w', 'start']);
  const query: PostgresServer['query'] = async (text, database = 'postgres') => {
    const client = new pg.Client({ host: '127.0.0.1', port, database, user: OWNER.username, password: OWNER.password });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };
  await query(`CREATE ROLE ${ADMIN.username} LOGIN CREATEROLE CREATEDB PASSWORD '${ADMIN.password}'`);
  return {
    host: '127.0.0.1',
    port,
    query,
    log: async () => await readFile(join(folder, 'log'), 'utf8'),
    stop: async () => {
      await asServer(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop']);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a program as a user other than root. */
async function asServer(program: string, args: readonly string[]): Promise<void> {
  const [command, given] = userInfo().uid === 0 ? ['runuser', ['-u', USER, '--', program, ...args]] : [program, [...args]];
  await run(command, given, { cwd: tmpdir() });
}
