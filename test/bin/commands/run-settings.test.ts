import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { type ConfigurationFile, parseConfiguration } from '../../../bin/commands/run/configuration-file.ts';
import { type Flags, resolveSettings } from '../../../bin/commands/run/resolve-settings.ts';
import { flagOf, type Setting, SETTING_NAMES, SETTINGS, type SettingName, variableOf } from '../../../bin/commands/run/settings.ts';
import { settingsTable } from '../../../bin/commands/run/settings-table.ts';
import { DOCUMENT, withSettings } from '../../../scripts/settings-document.ts';

const file = (text: string) => (): ConfigurationFile => parseConfiguration('muster.yaml', text);
const resolved = (flags: Flags = {}, env: NodeJS.ProcessEnv = {}, text = '') => resolveSettings(flags, env, file(text));

/** For each setting, one value that is not its default. */
const OTHER: Readonly<Record<SettingName, string>> = {
  demo: 'true',
  demo_accounts: '7',
  day: '2',
  provider: 'azure',
  profile: 'audit',
  auth: 'instance',
  tenancy: 'ocid1.tenancy.oc1..aaaaaaaatenancy',
  connection: 'prod',
  accounts: '112233445566',
  services: 's3',
  types: 'AWS::S3::Bucket',
  regions: 'eu-west-1',
  workers_accounts: '3',
  workers_region: '4',
  workers_enrich: '5',
  max_resources_per_slice: '900',
  details: 'all',
  prev: 'out/before',
  outdir: 'exports',
  formats: 'jsonl,parquet',
  scan: 'true',
  format: 'html,sarif',
  fail_on: 'high',
  policy: 's3.*',
  json_logs: 'true',
  quiet: 'true',
  config: 'other.yaml',
};

describe('the settings of muster run', () => {
  it('have their defaults if no source sets them', () => {
    const { settings } = resolved();

    for (const name of SETTING_NAMES) expect(settings[name]).toEqual(SETTINGS[name].fallback);
  });

  it.each(SETTING_NAMES.filter((name) => name !== 'config'))('take %s from the file and from the environment alike', (name) => {
    const demo: Flags = name === 'profile' || name === 'connection' ? {} : { demo: true, scan: true };
    const fromFile = resolved(demo, {}, `${name}: ${JSON.stringify(OTHER[name])}`);
    const fromEnvironment = resolved(demo, { [variableOf(name)]: OTHER[name] });

    expect(fromFile.settings[name]).toEqual(fromEnvironment.settings[name]);
    expect(fromFile.settings[name]).not.toEqual(SETTINGS[name].fallback);
  });

  it('are taken from the command line before the environment, and from the environment before the file', () => {
    const text = 'workers_accounts: 2\nworkers_region: 2\nworkers_enrich: 2';
    const env = { MUSTER_RUN_WORKERS_REGION: '3', MUSTER_RUN_WORKERS_ENRICH: '3' };

    const { settings, from } = resolved({ workers_enrich: '4' }, env, text);

    expect(settings).toMatchObject({ workers_accounts: 2, workers_region: 3, workers_enrich: 4 });
    expect(from).toEqual({
      workers_accounts: 'muster.yaml:1',
      workers_region: 'MUSTER_RUN_WORKERS_REGION',
      workers_enrich: '--workers-enrich',
    });
  });

  it('turn a switch off by its --no- option', () => {
    expect(resolved({ scan: false }, { MUSTER_RUN_SCAN: 'true' }).settings.scan).toBe(false);
  });

  it('keep the zeros of account ids that a file does not quote', () => {
    expect(resolved({}, {}, 'accounts: [001122334455, 112233445566]').settings.accounts).toEqual(['001122334455', '112233445566']);
  });

  it('read the connections of the file', () => {
    const text = 'connections:\n  - name: prod\n    profile: audit\n    settings: { role_name: MusterReadRole }\n  - name: dev\n';

    expect(resolved({}, {}, text).connections).toEqual([
      { connection_id: 'prod', provider: 'aws', profile: 'audit', settings: { role_name: 'MusterReadRole' } },
      { connection_id: 'dev', provider: 'aws', settings: {} },
    ]);
  });

  it('log in as the command line says, whatever login the file names', () => {
    expect(resolved({ connection: 'prod' }, {}, 'profile: audit').settings).toMatchObject({ connection: 'prod', profile: undefined });
  });

  it.each<[string, Flags, NodeJS.ProcessEnv, string, string]>([
    ['a number out of range', { workers_region: '65' }, {}, '', '--workers-region is "65"; write a whole number from 1 to 64.'],
    [
      'no number',
      { demo: true },
      { MUSTER_RUN_DEMO_ACCOUNTS: 'many' },
      '',
      'MUSTER_RUN_DEMO_ACCOUNTS is "many"; write a whole number from 1 to 10,000.',
    ],
    [
      'an unknown format',
      { formats: 'jsonl,xlsx' },
      {},
      '',
      '--formats is "jsonl,xlsx"; write jsonl, csv, parquet, or several of them separated by commas.',
    ],
    ['a provider that is misspelt', { provider: 'azur' }, {}, '', '--provider is "azur"; write aws, azure, oci. Did you mean azure?'],
    [
      'one of several names that is misspelt',
      { format: ['html', 'sarf'], scan: true },
      {},
      '',
      '--format is ["html","sarf"]; write html, sarif, junit, ocsf, asff, csv, json, or several of them separated by commas. Did you mean sarif?',
    ],
    [
      'a setting of a connection',
      {},
      {},
      'connections:\n  - name: a\n    provider: oci\n    settings: {auth: cnfig}',
      'muster.yaml:4: connections[0].settings.auth: not one of the values that are allowed; write auto or config or security_token or instance or resource or api_key. Did you mean config?',
    ],
    ['a connection without a name', {}, {}, 'connections:\n  - provider: oci', 'muster.yaml:2: connections[0].name: missing; give a text.'],
    ['an empty name', { regions: 'eu-west-1,' }, {}, '', '--regions is "eu-west-1,"; write names of regions separated by commas.'],
    ['no switch', {}, { MUSTER_RUN_SCAN: 'yes' }, '', 'MUSTER_RUN_SCAN is "yes"; write true or false.'],
    ['a value of the file', {}, {}, 'demo: true\nday: 3', 'muster.yaml:2: day is "3"; write 1 or 2.'],
    ['a list where one value belongs', {}, {}, 'outdir: [a, b]', 'muster.yaml:1: outdir is ["a","b"]; write the path of a folder.'],
    ['an unknown key', {}, {}, 'demo: true\nworker_region: 3', 'muster.yaml:2: there is no setting "worker_region"; there are demo,'],
    ['the nearest key', {}, {}, 'worker_region: 3', 'Did you mean workers_region?'],
    ['a key that belongs elsewhere', {}, {}, 'config: other.yaml', 'muster.yaml:1: there is no setting "config"'],
    [
      'an unknown variable',
      {},
      { MUSTER_RUN_REGION: 'eu-west-1' },
      '',
      'MUSTER_RUN_REGION is not a setting of muster run; unset it. Did you mean MUSTER_RUN_REGIONS',
    ],
    ['what is no YAML', {}, {}, 'demo: [', 'muster.yaml:1: this is not YAML'],
    ['a key twice', {}, {}, 'day: 1\nday: 2', 'muster.yaml:2: this is not YAML: Map keys must be unique.'],
    ['what is no map', {}, {}, '- demo', 'muster.yaml: it is not a map of settings; write one "key: value" a line.'],
    [
      'an unknown key of a connection',
      {},
      {},
      'connections:\n  - name: prod\n    role: R',
      'muster.yaml:3: a connection has no "role"; it has name, provider, profile, settings.',
    ],
    [
      'an unknown setting of a connection',
      {},
      {},
      'connections:\n  - name: prod\n    settings:\n      role_nam: R',
      'muster.yaml:4: the settings of an aws connection have no "role_nam"; they have account, role_name, external_id, organization_role. Did you mean role_name',
    ],
    [
      'a bad setting of a connection',
      {},
      {},
      'connections:\n  - name: prod\n    settings:\n      role_name: a/b',
      'muster.yaml:4: connections[0].settings.role_name: write the role',
    ],
    ['a bad name of a connection', {}, {}, 'connections:\n  - name: p d', 'muster.yaml:2: connections[0].name: write letters'],
    [
      'two connections of one name',
      {},
      {},
      'connections:\n  - name: a\n  - name: a',
      'connections: two of them have the same name; give each its own.',
    ],
    ['--day without the demo estate', { day: '2' }, {}, '', '--day is for the demo estate: give --demo too.'],
    ['a login for the demo estate', { demo: true, profile: 'audit' }, {}, '', 'The demo estate needs no login: leave --profile out.'],
    [
      'a number of accounts where ids are named',
      { demo: true, accounts: ['5'] },
      {},
      '',
      '--accounts names accounts by their ids, and 5 is none; for that many accounts in the demo estate, give --demo-accounts 5.',
    ],
    ['two logins', { profile: 'a', connection: 'b' }, {}, '', '--profile and --connection both name a login; leave one of them out.'],
    ['--policy without a scan', { policy: 's3.*' }, {}, '', '--policy chooses the policies of a scan: give --scan too.'],
    [
      'a comparison without JSON Lines',
      { prev: 'out/x', formats: 'csv' },
      {},
      '',
      'A comparison reads JSON Lines: add jsonl to the formats (--formats), or leave --prev out.',
    ],
  ])('are refused for %s', (_, flags, env, text, message) => {
    expect(() => resolved(flags, env, text)).toThrow(message);
  });

  it('are all in the table of docs/run.md, which is up to date', () => {
    const document = readFileSync(new URL(`../../../${DOCUMENT}`, import.meta.url), 'utf8');

    expect(withSettings(document)).toBe(document);
    for (const name of SETTING_NAMES) expect(settingsTable()).toContain(`\`${flagOf(name)}`);
  });

  it('all describe their allowed values', () => {
    for (const name of SETTING_NAMES) expect((SETTINGS[name] as Setting<unknown>).schema.description).toMatch(/\w/);
  });
});
