/** The deletion of a database on a shared server. Each call does what is left to do; the role with Muster's mark goes last. */
import { deleteSecret, findSecret } from '../aws/login-secret.ts';
import { snapshotName } from '../aws/snapshot-name.ts';
import { CLIENT_TOKEN, type ManagerContext } from '../manager.ts';
import type { DeletionPolicy } from '../model.ts';
import { databaseNamed } from './catalog.ts';
import { type Session, withSession } from './server.ts';
import { asAdmin, ownMark } from './shared-database.ts';
import type { SharedConfig } from './shared-config.ts';

export async function deleteDatabase(
  context: ManagerContext,
  config: SharedConfig,
  policy: Exclude<DeletionPolicy, 'retain'>,
  token: string,
): Promise<void> {
  await asAdmin(context, config, async (session) => {
    const mark = await ownMark(session, context, token);
    if (!mark) return;
    const role = session.name(context.name);
    if (policy === 'snapshot') await keepDatabase(session, context, config, snapshotName(context.name, token));
    else if (await isOwned(session, context.name, context.name)) await session.query(`DROP DATABASE ${role} WITH (FORCE)`);
    if (await findSecret(context, mark[CLIENT_TOKEN])) await deleteSecret(context);
    await session.query(`DROP ROLE ${role}`);
  });
}

const isOwned = async (session: Session, database: string, role: string): Promise<boolean> =>
  (await databaseNamed(session, database))?.owner === role;

/** The snapshot is the database itself under another name, which belongs to the administrator and to which no one else may connect. */
async function keepDatabase(session: Session, context: ManagerContext, { server }: SharedConfig, kept: string): Promise<void> {
  const role = session.name(context.name);
  if (await isOwned(session, context.name, context.name)) {
    await session.query(`ALTER ROLE ${role} NOLOGIN`);
    await session.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()', [
      context.name,
    ]);
    await session.query(`ALTER DATABASE ${role} RENAME TO ${session.name(kept)}`);
  }
  if (!(await isOwned(session, kept, context.name))) return;
  await withSession(context, server, kept, async (inside) => {
    await inside.query(`REASSIGN OWNED BY ${role} TO CURRENT_USER`);
    await inside.query(`DROP OWNED BY ${role}`);
  });
}
