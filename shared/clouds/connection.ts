/** Connections: how Muster logs in to a cloud organisation. A deployment keeps them in a table, `muster run` in its configuration file. */
import { z } from 'zod';
import { CLOUDS, type Cloud } from '../ids.ts';

/** Settings of a connection that only its provider understands, such as the name of an AWS role. They hold references to secrets, never a secret. */
export type ConnectionSettings = Readonly<Record<string, unknown>>;

/** All that a provider needs to know to log in. */
export interface Connection {
  /** The id of a deployment's connection; the name that a configuration file gives it; or the name of a profile that stands for itself. */
  readonly connection_id: string;
  readonly provider: Cloud;
  /** A profile of the provider's own configuration files on this machine. A deployment's connections have none. */
  readonly profile?: string | undefined;
  /** Checked by the provider's `loginSchema`. */
  readonly settings: ConnectionSettings;
}

/** One entry of `connections:` in a configuration file. The provider checks `settings`. */
export const configuredConnection = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'write letters, digits, ".", "_" and "-"; 64 at most'),
  provider: z.enum(CLOUDS).default('aws'),
  /** A profile of the provider's own configuration files; if absent, the environment's credentials are used. */
  profile: z.string().min(1).max(256).optional(),
  settings: z.record(z.string(), z.unknown()).default({}),
});
