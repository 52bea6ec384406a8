/**
 * Gives the role a password and stores it. The new version of the secret is stored first, where no reader gets it; then the role takes the password, in one
 * transaction with the version's id in its mark; then the version becomes the one that is read. Wherever that ends, the next call goes on from the mark.
 */
import { createSecret, findSecret, isCurrent, promote, storePending } from '../aws/login-secret.ts';
import { CLIENT_TOKEN, type ManagerContext } from '../manager.ts';
import { commentOnRole } from './catalog.ts';
import type { Mark } from './mark.ts';
import { scramVerifier } from './scram.ts';
import { inTransaction, type Session } from './server.ts';
import type { SharedConfig } from './shared-config.ts';

/** Hexadecimal digits: 160 bits. */
const PASSWORD_DIGITS = 40;
/** Secrets Manager wants 32 characters at least. */
const VERSION_DIGITS = 32;
const SALT_BYTES = 16;

/** Does nothing if the role has the password of that token already. */
export async function setPassword(
  session: Session,
  context: ManagerContext,
  config: SharedConfig,
  mark: Mark,
  token: string,
): Promise<void> {
  const secret = (await findSecret(context, mark[CLIENT_TOKEN])) ?? (await createSecret(context));
  const stored = mark.password?.token === token && secret.stages[mark.password.version] ? mark.password.version : undefined;
  const version = stored ?? context.random.hex(VERSION_DIGITS);
  if (stored === undefined) {
    const password = context.random.hex(PASSWORD_DIGITS);
    await storePending(context, secret, version, loginOf(context, config, password));
    await inTransaction(session, async () => {
      const verifier = scramVerifier(password, Buffer.from(context.random.hex(2 * SALT_BYTES), 'hex'));
      await session.query(`ALTER ROLE ${session.name(context.name)} LOGIN PASSWORD ${session.literal(verifier)}`);
      await commentOnRole(session, context.name, { ...mark, password: { version, token } });
    });
  }
  // The first version of a secret is current at once.
  const now = await findSecret(context, mark[CLIENT_TOKEN]);
  if (now && !isCurrent(now, version)) await promote(context, now, version);
}

/** In the form of Secrets Manager's own secrets of databases. */
const loginOf = ({ name }: ManagerContext, { server: { host, port } }: SharedConfig, password: string) => ({
  engine: 'postgres',
  host,
  port,
  username: name,
  password,
  dbname: name,
});
