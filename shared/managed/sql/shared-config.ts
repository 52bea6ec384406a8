/** The configuration of a database on a shared PostgreSQL server, and its actual state. */
import { z } from 'zod';
import { secretReference } from '../secret-reference-schema.ts';

export const SHARED_ENGINE = 'shared_postgresql';

export const sharedConfig = z.strictObject({
  engine: z
    .literal(SHARED_ENGINE)
    .describe('A database and a role of its own on a PostgreSQL server that others share. Both bear the name of the resource.'),
  server: z
    .strictObject({
      host: z
        .string()
        .max(253)
        .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'no host; write its name or its IPv4 address')
        .describe('The host, which Muster must reach.'),
      port: z.int().min(1).max(65_535).default(5432).describe('The port.'),
      admin_secret: secretReference.describe(
        'Where the login of an administrator is who may create roles and databases: a JSON object with username, password and host, which must be this one. Those that RDS makes name no host.',
      ),
      admin_database: z.string().min(1).max(63).default('postgres').describe('The database into which the administrator logs in.'),
      tls: z
        .enum(['verify', 'encrypt', 'off'])
        .default('verify')
        .describe('verify: the certificate is checked. encrypt: it is not. off: nothing is encrypted.'),
      ca: z
        .string()
        .max(200_000)
        .regex(/^-----BEGIN CERTIFICATE-----\s/, 'no certificate; write it in PEM, beginning with -----BEGIN CERTIFICATE-----')
        .exactOptional()
        .describe('The certificates that are trusted besides the public ones, in PEM. RDS has its own.'),
    })
    .describe('The server.'),
  connection_limit: z.int().min(1).max(10_000).default(50).describe('How many connections there may be to the database at once.'),
});
export type SharedConfig = z.output<typeof sharedConfig>;
export type ServerConfig = SharedConfig['server'];

export type SharedActual = {
  readonly engine: typeof SHARED_ENGINE;
  readonly endpoint: string;
  readonly port: number;
  readonly database_name: string;
  readonly username: string;
  readonly connection_limit: number;
  /** The version of the server. */
  readonly version: string;
  readonly status: string;
  readonly secret_arn?: string;
};
