/** A database on a shared PostgreSQL server: a role, a database that it owns, and a secret with its login. The role bears Muster's mark, and is made first and dropped last. */
import { hasCode } from '../aws/call.ts';
import { findSecret, isCurrent } from '../aws/login-secret.ts';
import { defined } from '../defined.ts';
import { fieldDifference } from '../differences.ts';
import { CLIENT_TOKEN, type Difference, type ManagerContext, type Observation, type OperationProgress } from '../manager.ts';
import { nameTaken, notYet } from '../refusals.ts';
import { isOwn, type Mark, newMark } from './mark.ts';
import { setPassword } from './password.ts';
import { commentOnRole, databaseNamed, roleNamed } from './catalog.ts';
import { inTransaction, type Session, withSession } from './server.ts';
import { SHARED_ENGINE, type SharedActual, type SharedConfig } from './shared-config.ts';

const DUPLICATE_ROLE = ['42710'];
const DUPLICATE_DATABASE = ['42P04'];

const idOf = ({ name }: ManagerContext, { server: { host, port } }: SharedConfig): string => `${host}:${port}/${name}`;

/** Lets `work` use a session in the administrator's database. */
export const asAdmin = async <Result>(
  context: ManagerContext,
  { server }: SharedConfig,
  work: (session: Session) => Promise<Result>,
): Promise<Result> => await withSession(context, server, server.admin_database, work);

/** The mark of the managed resource's own role. */
export async function ownMark(session: Session, context: ManagerContext, token: string): Promise<Mark | undefined> {
  const mark = (await roleNamed(session, context.name))?.mark;
  return mark && isOwn(mark, context, token) ? mark : undefined;
}

export const observeDatabase = async (context: ManagerContext, config: SharedConfig, token: string): Promise<Observation<SharedActual>> =>
  await asAdmin(context, config, async (session) => {
    const mark = await ownMark(session, context, token);
    if (!mark) return { state: 'absent' };
    const database = await databaseNamed(session, context.name);
    const secret = await findSecret(context, mark[CLIENT_TOKEN]);
    const isComplete =
      database !== undefined && mark.password !== undefined && secret !== undefined && isCurrent(secret, mark.password.version);
    const [server] = await session.query<{ server_version: string }>('SHOW server_version');
    const actual = defined({
      engine: SHARED_ENGINE,
      endpoint: config.server.host,
      port: config.server.port,
      database_name: context.name,
      username: context.name,
      connection_limit: database?.connectionLimit ?? 0,
      version: server?.server_version.split(' ')[0] ?? '',
      status: isComplete ? 'available' : 'incomplete',
      secret_arn: secret?.arn,
    });
    const problem = problemOf(context.name, mark, database?.owner);
    return {
      state: problem === undefined ? 'ready' : 'failed',
      provider_resource_id: idOf(context, config),
      actual,
      ...(problem !== undefined && { message: problem }),
    };
  });

/** A database that was dropped is not made again by itself: its data is gone, and somebody should know. */
function problemOf(name: string, { password }: Mark, owner: string | undefined): string | undefined {
  if (owner === undefined)
    return (
      password && `The database ${name} was dropped by hand; delete the managed resource, or make the database again for the role ${name}.`
    );
  return owner === name ? undefined : `The database ${name} belongs to the role ${owner} now; give it back to the role ${name}.`;
}

export const createDatabase = async (
  context: ManagerContext,
  config: SharedConfig,
  token: string,
): Promise<{ readonly provider_resource_id: string }> =>
  await asAdmin(context, config, async (session) => {
    const mark = (await markedRole(session, context, token)) ?? (await createRole(session, context, token));
    await complete(session, context, config, mark);
    return { provider_resource_id: idOf(context, config) };
  });

/** @throws CloudError if somebody else has made the role */
async function markedRole(session: Session, context: ManagerContext, token: string): Promise<Mark | undefined> {
  const role = await roleNamed(session, context.name);
  if (!role) return undefined;
  if (role.mark && isOwn(role.mark, context, token)) return role.mark;
  throw nameTaken('The role', context.name);
}

async function createRole(session: Session, context: ManagerContext, token: string): Promise<Mark> {
  if (await databaseNamed(session, context.name)) throw nameTaken('The database', context.name);
  const mark = newMark(context, token);
  try {
    await inTransaction(session, async () => {
      await session.query(`CREATE ROLE ${session.name(context.name)} NOLOGIN`);
      await commentOnRole(session, context.name, mark);
    });
  } catch (error) {
    if (hasCode(error, DUPLICATE_ROLE)) throw nameTaken('The role', context.name);
    throw error;
  }
  return mark;
}

/** Makes whatever of the database is not there yet. */
async function complete(session: Session, context: ManagerContext, config: SharedConfig, mark: Mark): Promise<void> {
  const name = session.name(context.name);
  // Only a member of the owner's role, or a superuser, may give a database to it.
  const [admin] = await session.query<{ rolsuper: boolean }>('SELECT rolsuper FROM pg_roles WHERE rolname = current_user');
  if (!admin?.rolsuper) await session.query(`GRANT ${name} TO CURRENT_USER`);
  const database = await databaseNamed(session, context.name);
  if (!database) await makeDatabase(session, context, config);
  else if (database.connectionLimit !== config.connection_limit)
    await session.query(`ALTER DATABASE ${name} CONNECTION LIMIT ${config.connection_limit}`);
  await session.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await setPassword(session, context, config, mark, mark.password?.token ?? mark[CLIENT_TOKEN]);
}

async function makeDatabase(session: Session, context: ManagerContext, { connection_limit }: SharedConfig): Promise<void> {
  const name = session.name(context.name);
  try {
    await session.query(`CREATE DATABASE ${name} OWNER ${name} CONNECTION LIMIT ${connection_limit}`);
  } catch (error) {
    if (hasCode(error, DUPLICATE_DATABASE)) throw nameTaken('The database', context.name);
    throw error;
  }
}

export const databaseDifferences = (config: SharedConfig, actual: SharedActual): readonly Difference[] => [
  ...fieldDifference('/server/host', config.server.host, actual.endpoint, 'immutable'),
  ...fieldDifference('/server/port', config.server.port, actual.port, 'immutable'),
  ...fieldDifference('/status', 'available', actual.status),
  ...fieldDifference('/connection_limit', config.connection_limit, actual.connection_limit),
];

export async function updateDatabase(context: ManagerContext, config: SharedConfig): Promise<void> {
  await asAdmin(context, config, async (session) => {
    await complete(session, context, config, await presentMark(session, context));
  });
}

const presentMark = async (session: Session, context: ManagerContext): Promise<Mark> => {
  const mark = await ownMark(session, context, '');
  if (mark) return mark;
  throw notYet('RoleNotFound', `The role ${context.name} is not there any more.`);
};

/** A password that was made with the token before is not made again. */
export const rotatePassword = async (context: ManagerContext, config: SharedConfig, token: string): Promise<OperationProgress> =>
  await asAdmin(context, config, async (session) => {
    await setPassword(session, context, config, await presentMark(session, context), token);
    return { done: true, message: `The role ${context.name} has a new password, which its secret holds.` };
  });
