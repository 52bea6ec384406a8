/** The configuration of a database on RDS, and its actual state. */
import { z } from 'zod';
import { dailyWindow, securityGroups, subnetGroup, version, weeklyWindow } from './fields.ts';

/** The sizes, each with its instance class. */
export const DATABASE_SIZES = {
  small: { instance_class: 'db.t4g.small', vcpus: 2, memory_gib: 2 },
  medium: { instance_class: 'db.t4g.medium', vcpus: 2, memory_gib: 4 },
  large: { instance_class: 'db.m6g.large', vcpus: 2, memory_gib: 8 },
  xlarge: { instance_class: 'db.m6g.xlarge', vcpus: 4, memory_gib: 16 },
} as const;
type Size = keyof typeof DATABASE_SIZES;

/** The engines by RDS's names for them, and how many numbers of a version name a major one: 16 of PostgreSQL, 8.4 of MySQL. */
export const RDS_ENGINES = {
  postgresql: { engine: 'postgres', major: 1 },
  mysql: { engine: 'mysql', major: 2 },
  mariadb: { engine: 'mariadb', major: 2 },
} as const;
export type RdsEngine = keyof typeof RDS_ENGINES;

// zod wants the names as a tuple, and the keys of the tables are at least one each.
const engines = Object.keys(RDS_ENGINES) as [RdsEngine, ...RdsEngine[]];
const sizes = Object.keys(DATABASE_SIZES) as [Size, ...Size[]];

export const rdsConfig = z.strictObject({
  engine: z.enum(engines).describe('The engine, on a server of its own in RDS.'),
  version: version('16.4'),
  size: z.enum(sizes).default('small').describe('The size of the server.'),
  storage_gb: z
    .int()
    .min(20)
    .max(65_536)
    .default(20)
    .describe('The storage in GiB. It can grow and never shrink; RDS lets it grow by a tenth at least, and may round it up by as much.'),
  multi_az: z.boolean().default(false).describe('Whether a second server in another zone takes over if the first one fails.'),
  backup_window: dailyWindow('When the daily backup is made'),
  backup_retention_days: z.int().min(0).max(35).default(7).describe('How many days backups are kept; 0 turns them off.'),
  maintenance_window: weeklyWindow,
  database_name: z
    .string()
    .regex(/^[A-Za-z]\w{0,62}$/, 'no name of a database; write at most 63 letters, digits and underscores, with a letter first')
    .default('app')
    .describe('The database that is made on the server.'),
  username: z
    .string()
    .regex(/^[A-Za-z]\w{0,15}$/, 'no name of a user; write at most 16 letters, digits and underscores, with a letter first')
    .default('dbadmin')
    .describe("The administrator. RDS makes the password and keeps it in the account's Secrets Manager."),
  subnet_group: subnetGroup('DB'),
  security_groups: securityGroups,
  publicly_accessible: z.boolean().default(false).describe('Whether the server has an address on the internet.'),
  deletion_protection: z
    .boolean()
    .default(true)
    .describe('Whether AWS refuses to delete the server. Muster turns it off itself when the resource is deleted here.'),
});
export type RdsConfig = z.output<typeof rdsConfig>;

/** The actual state. A field that AWS does not tell is absent. */
export type RdsActual = {
  readonly engine: string;
  readonly version?: string;
  /** A size, or the instance class if no size has it. */
  readonly size: string;
  readonly instance_class: string;
  readonly storage_gb: number;
  readonly multi_az: boolean;
  readonly backup_window?: string;
  readonly backup_retention_days: number;
  readonly maintenance_window?: string;
  readonly database_name?: string;
  readonly username?: string;
  readonly subnet_group?: string;
  readonly security_groups: readonly string[];
  readonly publicly_accessible: boolean;
  readonly deletion_protection: boolean;
  readonly encrypted: boolean;
  /** RDS's own name for the state: `available`, `storage-optimization`. */
  readonly status: string;
  readonly endpoint?: string;
  readonly port?: number;
  /** Where RDS keeps the administrator's login. */
  readonly secret_arn?: string;
  readonly arn?: string;
};
