/**
 * The settings of `muster run`, as data: the options of the command line, the keys of the configuration file, the
 * environment variables and the table in docs/run.md are all made from this.
 */
import { z } from 'zod';
import { DEFAULT_SETTINGS, MOST_ACCOUNTS } from '../../../shared/clouds/demo/settings.ts';
import { type Format, FORMATS } from '../../../shared/exports/datasets.ts';
import { LOCAL_AUTH } from '../../../shared/clouds/oci/connection-settings.ts';
import { type Cloud, CLOUDS } from '../../../shared/ids.ts';
import { type FailOn, failOnOf, UNKNOWN } from '../../../shared/reports/fail-on.ts';
import { REPORT_NAMES, type ReportName } from '../../../shared/reports/names.ts';
import { SEVERITIES } from '../../../shared/severity.ts';
import { numberText } from '../../../shared/number-text.ts';
import { SELECTOR_FORMS } from '../../../shared/connections/account-selector.ts';
import { splitList } from '../../../shared/validation/lists.ts';

/** One setting. Every source gives texts, so one schema parses them all. `T` includes undefined if the setting has no default. */
export interface Setting<T> {
  /** Parses a text or a list of texts; its description says what is allowed, for error messages. */
  readonly schema: z.ZodType<T>;
  readonly fallback: T;
  readonly help: string;
  /** Placeholder of the value in the help; absent for a switch. */
  readonly value?: string;
  /** All values, where they are fixed: the completion of shells offers them. */
  readonly choices?: readonly string[];
  /** The setting is a list: its option may be repeated. */
  readonly isList?: true;
  /** Describes the default if its value does not explain itself. */
  readonly fallbackHelp?: string;
  /** The setting cannot be a key of the file, because it names the file. */
  readonly notInFile?: true;
}

const setting = <T>(of: Setting<T>): Setting<T> => of;

const toggle = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .describe('true or false');

const text = (what: string) => z.string().trim().min(1).max(1000).describe(what);

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most)
    .describe(`a whole number from ${least} to ${numberText(most)}`);

const names = z
  .union([z.string().transform(splitList), z.array(z.string())])
  .transform((listed) => listed.map((name) => name.trim()))
  .refine((listed) => listed.length > 0 && !listed.includes(''))
  .transform((listed): readonly string[] => [...new Set(listed)]);

const formats = names
  .refine((listed) => listed.every((name) => (FORMATS as readonly string[]).includes(name)))
  .transform((listed) => FORMATS.filter((format) => listed.includes(format)) as readonly Format[])
  .describe(`${FORMATS.join(', ')}, or several of them separated by commas`);

const reports = names
  .refine((listed) => listed.every((name) => (REPORT_NAMES as readonly string[]).includes(name)))
  .transform((listed) => REPORT_NAMES.filter((name) => listed.includes(name)) as readonly ReportName[])
  .describe(`${REPORT_NAMES.join(', ')}, or several of them separated by commas`);

const failOn = names
  .transform((listed) => failOnOf(listed))
  .refine((parsed) => parsed !== undefined)
  .describe(`${SEVERITIES.join(', ')} or ${UNKNOWN}, or one of the severities with ${UNKNOWN}: high,${UNKNOWN}`);

const workers = whole(1, 64);
const ALL = 'all';

export const SETTINGS = {
  demo: setting<boolean>({ schema: toggle, fallback: false, help: 'read the demo estate: no credentials, no network' }),
  demo_accounts: setting<number>({
    schema: whole(1, MOST_ACCOUNTS),
    fallback: DEFAULT_SETTINGS.accounts,
    value: 'n',
    help: 'number of AWS accounts in the demo estate; provider leaves other clouds out',
  }),
  day: setting<1 | 2>({
    schema: z
      .enum(['1', '2'])
      .transform((day) => (day === '2' ? 2 : 1))
      .describe('1 or 2'),
    choices: ['1', '2'],
    fallback: DEFAULT_SETTINGS.day,
    value: 'day',
    help: 'day of the demo estate: 2 is the same a day later',
  }),
  provider: setting<Cloud | undefined>({
    schema: z.enum(CLOUDS).describe(CLOUDS.join(', ')),
    choices: CLOUDS,
    fallback: undefined,
    fallbackHelp: 'aws, or those of the connections',
    value: 'name',
    help: "cloud to read: by the file's connections to it, or by its own usual login",
  }),
  profile: setting<string | undefined>({
    schema: text('the name of a profile'),
    fallback: undefined,
    fallbackHelp: 'the usual credential chain',
    value: 'name',
    help: "log in with this profile of the cloud's own configuration files",
  }),
  auth: setting<(typeof LOCAL_AUTH)[number] | undefined>({
    schema: z.enum(LOCAL_AUTH).describe(LOCAL_AUTH.join(', ')),
    choices: LOCAL_AUTH,
    fallback: undefined,
    fallbackHelp: 'auto',
    value: 'way',
    help: 'how to log in to OCI',
  }),
  tenancy: setting<string | undefined>({
    schema: text('the OCID of a tenancy'),
    fallback: undefined,
    fallbackHelp: "the login's own",
    value: 'ocid',
    help: 'OCI tenancy to read',
  }),
  connection: setting<string | undefined>({
    schema: text('the name of a connection'),
    fallback: undefined,
    fallbackHelp: 'all of them',
    value: 'name',
    help: "log in with this one of the configuration file's connections",
  }),
  accounts: setting<readonly string[] | undefined>({
    schema: names.describe(`account ids or selectors (${SELECTOR_FORMS.join(', ')}), separated by commas`),
    fallback: undefined,
    fallbackHelp: 'all that the logins see',
    value: 'ids',
    isList: true,
    help: 'accounts to read: ids, or selectors such as unit:/Root/Prod/*, tag:team=payments, name:prod-*, connection:acme',
  }),
  services: setting<readonly string[] | undefined>({
    schema: names.describe('names of services separated by commas'),
    fallback: undefined,
    fallbackHelp: ALL,
    value: 'names',
    isList: true,
    help: 'services to read: s3, or in full aws.s3, ...',
  }),
  types: setting<readonly string[] | undefined>({
    schema: names.describe('names of resource types separated by commas'),
    fallback: undefined,
    fallbackHelp: ALL,
    value: 'names',
    isList: true,
    help: 'resource types to read: AWS::S3::Bucket, ...; with services, those of them',
  }),
  regions: setting<readonly string[] | undefined>({
    schema: names.describe('names of regions separated by commas'),
    fallback: undefined,
    fallbackHelp: "each account's enabled ones, and global",
    value: 'names',
    isList: true,
    help: 'regions to read; global is where what belongs to none of them is',
  }),
  workers_accounts: setting<number>({ schema: workers, fallback: 8, value: 'n', help: 'accounts read at once' }),
  workers_region: setting<number>({
    schema: workers,
    fallback: 8,
    value: 'n',
    help: 'slices (a resource type in a region) of an account read at once',
  }),
  workers_enrich: setting<number>({
    schema: workers,
    fallback: 8,
    value: 'n',
    help: 'resources of a slice whose details are read at once',
  }),
  max_resources_per_slice: setting<number | undefined>({
    schema: whole(1, 100_000_000),
    fallback: undefined,
    fallbackHelp: 'no limit',
    value: 'n',
    help: 'most resources read of a slice; one that has more is partial in coverage',
  }),
  details: setting<'policies' | 'all'>({
    schema: z.enum(['policies', 'all']).describe('policies or all'),
    choices: ['policies', 'all'],
    fallback: 'policies',
    value: 'which',
    help: 'details that take a call for each resource and few policies need: those that the policies of the scan name, or all',
  }),
  prev: setting<string | undefined>({
    schema: text('the path of an export'),
    fallback: undefined,
    fallbackHelp: 'none',
    value: 'path',
    help: 'an earlier export to compare with: its folder, or its inventory.jsonl',
  }),
  outdir: setting<string>({
    schema: text('the path of a folder'),
    fallback: 'out',
    value: 'folder',
    help: 'where the export goes, in a folder named after the UTC time',
  }),
  formats: setting<readonly Format[]>({
    schema: formats,
    choices: FORMATS,
    fallback: ['jsonl', 'csv'],
    value: 'names',
    isList: true,
    help: 'formats of the files beside Parquet, which is always written: jsonl, csv (the inventory and the findings)',
  }),
  scan: setting<boolean>({ schema: toggle, fallback: false, help: 'evaluate policies over the resources and write findings' }),
  format: setting<readonly ReportName[]>({
    schema: reports,
    choices: REPORT_NAMES,
    fallback: [],
    fallbackHelp: 'none',
    value: 'names',
    isList: true,
    help: `reports of a scan, beside findings.csv: ${REPORT_NAMES.join(', ')}`,
  }),
  fail_on: setting<FailOn | undefined>({
    schema: failOn,
    choices: [...SEVERITIES, UNKNOWN],
    fallback: undefined,
    fallbackHelp: 'findings do not change the exit code',
    value: 'severity',
    isList: true,
    help: 'end with exit code 10 if a finding of this severity or above is open; with high,unknown also if a resource could not be judged',
  }),
  policy: setting<string | undefined>({
    schema: text("a policy's id, a pattern such as s3.*, a framework such as cis-aws-7.0, or *"),
    fallback: undefined,
    fallbackHelp: 'all policies',
    value: 'selector',
    help: "policies to scan by: an id, a pattern ('s3.*') or a framework (cis-aws-7.0)",
  }),
  json_logs: setting<boolean>({
    schema: toggle,
    fallback: false,
    help: 'log events as lines of JSON on stderr, instead of a progress bar',
  }),
  quiet: setting<boolean>({
    schema: toggle,
    fallback: false,
    help: "print only the export's folder: no progress and no summary",
  }),
  config: setting<string | undefined>({
    schema: text('the path of a file'),
    fallback: undefined,
    fallbackHelp: './muster.yaml if it is there',
    value: 'file',
    notInFile: true,
    help: 'the configuration file',
  }),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type Settings = { readonly [N in SettingName]: (typeof SETTINGS)[N] extends Setting<infer T> ? T : never };

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** `workers_region` → `--workers-region`. */
export const flagOf = (name: SettingName): string => `--${name.replaceAll('_', '-')}`;

export const VARIABLE_PREFIX = 'MUSTER_RUN_';

/** `workers_region` → `MUSTER_RUN_WORKERS_REGION`. */
export const variableOf = (name: SettingName): string => `${VARIABLE_PREFIX}${name.toUpperCase()}`;

export const isSwitch = (name: SettingName): boolean => (SETTINGS[name] as Setting<unknown>).value === undefined;

/** The default as the help shows it: `8`, `jsonl,csv`, `all`. */
export function fallbackText(name: SettingName): string {
  const { fallback, fallbackHelp } = SETTINGS[name] as Setting<unknown>;
  return fallbackHelp ?? String(fallback);
}
