/** The roles and databases that a PostgreSQL server knows. */
import { type Mark, markIn } from './mark.ts';
import type { Session } from './server.ts';

export interface Role {
  /** Undefined for a role that Muster has not made. */
  readonly mark: Mark | undefined;
}

export async function roleNamed(session: Session, name: string): Promise<Role | undefined> {
  const [role] = await session.query<{ comment: string | null }>(
    "SELECT shobj_description(oid, 'pg_authid') AS comment FROM pg_roles WHERE rolname = $1",
    [name],
  );
  return role && { mark: markIn(role.comment) };
}

export const commentOnRole = async (session: Session, name: string, mark: Mark): Promise<void> => {
  await session.query(`COMMENT ON ROLE ${session.name(name)} IS ${session.literal(JSON.stringify(mark))}`);
};

export interface Database {
  /** The name of the role that owns it. */
  readonly owner: string;
  /** -1: no limit. */
  readonly connectionLimit: number;
}

export async function databaseNamed(session: Session, name: string): Promise<Database | undefined> {
  const [database] = await session.query<{ owner: string; datconnlimit: number }>(
    'SELECT pg_get_userbyid(datdba) AS owner, datconnlimit FROM pg_database WHERE datname = $1',
    [name],
  );
  return database && { owner: database.owner, connectionLimit: database.datconnlimit };
}
