/** A world of the contract of managers: databases on a real PostgreSQL server, with their logins in a fake Secrets Manager. */
import { FakeAws } from '../aws-fake/fake-aws.ts';
import { FakeSecretsManager } from '../aws-fake/secrets-manager.ts';
import { type CutOffProxy, startCutOffProxy } from '../cut-off-proxy.ts';
import { awsContext, NAME } from '../managed/aws-context.ts';
import type { ContractWorld } from '../../shared/managed/steps.ts';
import { ADMIN, type PostgresServer, startPostgres } from './server.ts';

export const ADMIN_SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/shared-server-a1B2c3';

export interface SharedWorld extends ContractWorld {
  readonly aws: FakeAws;
  readonly secretsManager: FakeSecretsManager;
}

/** The server of a suite, and the way to it. */
export interface SharedServer {
  readonly server: PostgresServer;
  readonly proxy: CutOffProxy;
  stop(): Promise<void>;
}

export async function startSharedServer(programs: string): Promise<SharedServer> {
  const server = await startPostgres(programs);
  const proxy = await startCutOffProxy(server.port);
  return {
    server,
    proxy,
    stop: async () => {
      await proxy.stop();
      await server.stop();
    },
  };
}

export async function openSharedWorld({ server, proxy }: SharedServer): Promise<SharedWorld> {
  await clean(server);
  let secretsManager: FakeSecretsManager | undefined;
  const aws = new FakeAws(() => ({ secretsmanager: (secretsManager = new FakeSecretsManager()).service }));
  if (!secretsManager) throw new Error('The fake has no Secrets Manager.');
  const fake = secretsManager;
  let password: string = ADMIN.password;
  return {
    aws,
    secretsManager: fake,
    context: (token, id) => awsContext(aws, token, { id, secrets: { [ADMIN_SECRET]: JSON.stringify({ ...ADMIN, password }) } }),
    settle: () => Promise.resolve(),
    resources: async () => (await server.query(`SELECT 1 FROM pg_database WHERE datname = '${NAME}'`)).length,
    plantForeign: async () => {
      await server.query(`CREATE ROLE "${NAME}" LOGIN`);
      await server.query(`CREATE DATABASE "${NAME}" OWNER "${NAME}"`);
    },
    answers: (how) => {
      password = how === 'denied' ? 'wrong' : ADMIN.password;
      proxy.cut = how === 'silent';
    },
    permissionsUsed: () => aws.permissionsUsed(),
    secrets: async () => await Promise.resolve([ADMIN.password, ...passwordsIn(fake)]),
    close: () => Promise.resolve(),
  };
}

/** Every password that was ever stored. */
export const passwordsIn = ({ texts }: FakeSecretsManager): readonly string[] =>
  texts.map((text) => (JSON.parse(text) as { readonly password: string }).password);

/** Drops what another world has left. */
async function clean(server: PostgresServer): Promise<void> {
  const databases = await server.query(`SELECT datname FROM pg_database WHERE datname LIKE '${NAME}%'`);
  for (const { datname } of databases) await server.query(`DROP DATABASE "${String(datname)}" WITH (FORCE)`);
  await server.query(`DROP ROLE IF EXISTS "${NAME}"`);
}
