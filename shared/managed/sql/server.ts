/** Connections to a PostgreSQL server as its administrator. Errors are classed, and hold nothing of the login. */
import type { Client, QueryResultRow } from 'pg';
import { z } from 'zod';
import { CloudError, type CloudErrorClass } from '../../clouds/cloud-error.ts';
import { plainMessage } from '../../clouds/plain-message.ts';
import { isLoopbackHost } from '../../loopback.ts';
import type { ManagerContext } from '../manager.ts';
import { refused } from '../refusals.ts';
import type { ServerConfig } from './shared-config.ts';

/** Milliseconds: a server that answers at all answers sooner. */
const CONNECT_MS = 5_000;
const STATEMENT_MS = 30_000;

const loginSchema = z.object({ username: z.string().min(1), password: z.string().min(1), host: z.string().exactOptional() });

/** The names of the secrets that RDS makes. */
const OF_RDS = /:secret:rds!/;

/** A session in one database of the server. */
export interface Session {
  /** @param values stand for `$1`, `$2`, … in the text. @throws CloudError whose code is the SQLSTATE */
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** A name as SQL takes it, whatever it holds. */
  name(text: string): string;
  /** A text as SQL takes it, where it takes no parameter. */
  literal(text: string): string;
}

/** Lets `work` use a session, and closes it. @throws CloudError */
export async function withSession<Result>(
  context: ManagerContext,
  server: ServerConfig,
  database: string,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { username, password } = await adminLogin(context, server);
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    host: server.host,
    port: server.port,
    database,
    user: username,
    password,
    ssl: tlsOf(server),
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS + CONNECT_MS,
    application_name: 'muster',
  });
  // A connection that breaks while no query waits for it tells this event alone; the next query fails.
  client.on('error', () => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw sqlError(error, server);
    });
    return await work(sessionOf(client, server));
  } finally {
    await client.end().catch(() => undefined);
  }
}

const sessionOf = (client: Client, server: ServerConfig): Session => ({
  query: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) => {
    try {
      return (await client.query<Row>(text, [...values])).rows;
    } catch (error) {
      throw sqlError(error, server);
    }
  },
  name: (text) => client.escapeIdentifier(text),
  literal: (text) => client.escapeLiteral(text),
});

/** A transaction: all of it happens, or nothing. */
export async function inTransaction(session: Session, work: () => Promise<void>): Promise<void> {
  await session.query('BEGIN');
  try {
    await work();
    await session.query('COMMIT');
  } catch (error) {
    // The connection is closed afterwards, which ends the transaction as well.
    await session.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function adminLogin(context: ManagerContext, { host, admin_secret }: ServerConfig): Promise<z.output<typeof loginSchema>> {
  const login = loginSchema.safeParse(jsonOf(await context.secret(admin_secret)));
  if (!login.success)
    throw refused('NoLogin', `The secret ${admin_secret} is no login of a server; store a JSON object with username and password.`);
  // Otherwise a login could be sent to any host by whoever may name its secret. The logins that RDS keeps name none.
  if (login.data.host === undefined && !OF_RDS.test(admin_secret) && !isLoopbackHost(host))
    throw refused(
      'NoHost',
      `The secret ${admin_secret} does not say for which host it is, so it is not sent to ${host}; add "host" to it.`,
    );
  if (login.data.host !== undefined && login.data.host !== host)
    throw refused('OtherHost', `The secret ${admin_secret} is the login of another host than ${host}; name the host for which it is.`);
  return login.data;
}

/** Undefined if the text is no JSON. The parser's error would quote it. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const tlsOf = ({ tls, ca, host }: ServerConfig) =>
  tls === 'off' ? false : { rejectUnauthorized: tls === 'verify', servername: host, ...(ca !== undefined && { ca }) };

/** The meaning of the first characters of an SQLSTATE, the longest match first: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const SQL_STATES: readonly (readonly [prefix: string, errorClass: CloudErrorClass])[] = [
  ['28', 'denied'],
  ['42501', 'denied'],
  ['08', 'transient'],
  ['40', 'transient'],
  ['53', 'transient'],
  ['55006', 'transient'],
  ['55P03', 'transient'],
  ['57', 'transient'],
  ['58', 'transient'],
  ['XX', 'transient'],
];

/** Errors of a certificate, which a repetition does not mend. */
const CERTIFICATE = /CERT|UNABLE_TO_|ERR_TLS/;

function sqlError(error: unknown, { host, port }: ServerConfig): CloudError {
  const { code = 'Error', message = '' } = error as { readonly code?: string; readonly message?: string };
  const where = `The PostgreSQL server ${host}:${port}`;
  const failed = (errorClass: CloudErrorClass, text: string): CloudError =>
    new CloudError(text, { class: errorClass, error_code: code }, { cause: error });
  if (CERTIFICATE.test(code))
    return failed('invalid', `${where} has a certificate that is not trusted (${code}); give the certificate of its issuer in ca.`);
  if (/^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code)) {
    const errorClass = SQL_STATES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'invalid';
    return failed(errorClass, `${where} refuses (${code}): ${plainMessage(message)}.`);
  }
  return failed('transient', `${where} does not answer (${code}); check the host, the port and the way there.`);
}
