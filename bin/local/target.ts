/** The environment variables by which functions reach the target accounts: those of the demo estate, or real accounts. */
import { devNull } from 'node:os';
import { demoEnvironment } from '../demo-estate.ts';
import type { DemoSettings } from '../../shared/clouds/demo/settings.ts';
import { optionalVariable } from '../../shared/platform/environment.ts';
import { areRegions, REGIONS_ALLOWED } from '../../shared/registry.ts';
import { INVENTORY_VARIABLES, type LocalOptions } from './options.ts';
import type { FunctionModel } from './stack-model.ts';
import { codeOf, messageOf, UserError } from './user-error.ts';

/** The user's variables that apply with and without `--aws`. */
const ALWAYS = ['MUSTER_RECORD', 'MUSTER_REPLAY', ...Object.keys(INVENTORY_VARIABLES)];
/** The servers that answer in the place of other clouds than AWS. */
const ENDPOINTS = ['MUSTER_AZURE_ENDPOINT_URL', 'MUSTER_OCI_ENDPOINT_URL'];
const LOGIN = ['MUSTER_ROLE_NAME', 'MUSTER_EXTERNAL_ID'];
/** Keeps a function from finding the user's AWS credentials in files or in the metadata of a virtual machine. */
const NO_AWS = { AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull, AWS_EC2_METADATA_DISABLED: 'true' };

/** The values that a variable of a fixed form takes, in words. */
const TAKES = {
  MUSTER_DETAILS: 'policies or all',
  MUSTER_RHYTHM: 'nightly or adaptive',
  MUSTER_MAX_RESOURCES_PER_SLICE: 'a whole number of at least 1',
} as const;

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws UserError, with exit code 2, if a variable that functions get has a value that they cannot use */
export function checkVariables(user: Environment): void {
  for (const name of Object.keys(TAKES) as (keyof typeof TAKES)[]) {
    try {
      optionalVariable(name, user);
    } catch {
      throw refusalOf(name, user, TAKES[name]);
    }
  }
  if (!areRegions(user['MUSTER_REGIONS'] || '*')) throw refusalOf('MUSTER_REGIONS', user, REGIONS_ALLOWED);
}

const refusalOf = (name: string, user: Environment, takes: string): UserError =>
  new UserError(`${name} is ${JSON.stringify(user[name])}; it takes ${takes}. Correct it, or unset it.`, { exitCode: 2 });

/**
 * Environment variables of a function in addition to the template's. The function that reads clouds gets the user's own variables only
 * with `--aws`: logins find their credentials there as the clouds' own tools do, and connections may name any of them as a secret. It is the one
 * for which the template sets `MUSTER_REGIONS`.
 * @param home the account of these credentials
 */
export function targetEnvironment(
  { environment }: Pick<FunctionModel, 'environment'>,
  { aws, manageEndpoint, accounts, day }: Pick<LocalOptions, 'aws' | 'manageEndpoint'> & DemoSettings,
  home: string | undefined,
  user: Environment,
): Readonly<Record<string, string>> {
  if ('MUSTER_MANAGE_ROLE_NAME' in environment) return managingEnvironment(environment, aws, manageEndpoint, user);
  const readsClouds = 'MUSTER_REGIONS' in environment;
  const checksConnections = 'MUSTER_ROLE_NAMES' in environment;
  const login = aws ? { ...(home === undefined ? {} : { MUSTER_HOME_ACCOUNT: home }), ...pick(user, LOGIN) } : {};
  // With the user's own credentials, the user's policies say which roles may be taken and which secrets may be read.
  const any = aws && checksConnections ? { MUSTER_ROLE_NAMES: '', MUSTER_SECRETS: '' } : {};
  const loginVariables = {
    ...Object.fromEntries(Object.entries({ ...login, ...any }).filter(([name]) => name in environment)),
    ...((readsClouds || checksConnections) && { MUSTER_SECRETS_IN_ENVIRONMENT: 'allowed' }),
  };
  if (!readsClouds) return { ...NO_AWS, ...loginVariables };
  const always = pick(user, ALWAYS);
  if (aws) {
    const own = Object.keys(user).filter((name) => !name.startsWith('MUSTER_') && !(name in environment));
    return { ...pick(user, [...own, ...ENDPOINTS]), ...loginVariables, ...always };
  }
  // With a recording to replay, the recording answers instead of the demo.
  const demo = always['MUSTER_REPLAY'] === undefined ? demoEnvironment({ accounts, day }) : {};
  return { ...NO_AWS, ...demo, ...loginVariables, ...always };
}

/** Emulators of AWS take any credentials. */
const ANY_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'muster', AWS_SECRET_ACCESS_KEY: 'muster' };

/** The function that manages resources gets the user's own variables, which specifications may name as secrets; those of AWS only if it calls AWS. */
function managingEnvironment(
  environment: FunctionModel['environment'],
  aws: boolean,
  endpoint: string | undefined,
  user: Environment,
): Readonly<Record<string, string>> {
  const isOwn = (name: string): boolean => !name.startsWith('MUSTER_') && !(name in environment);
  const own = pick(user, Object.keys(user).filter(isOwn));
  const secrets = { MUSTER_SECRETS_IN_ENVIRONMENT: 'allowed' };
  if (endpoint === undefined) return aws ? { ...own, ...pick(user, ['MUSTER_EXTERNAL_ID']), ...secrets } : { ...NO_AWS, ...secrets };
  const notOfAws = Object.fromEntries(Object.entries(own).filter(([name]) => !name.startsWith('AWS_')));
  return { ...notOfAws, ...NO_AWS, ...ANY_CREDENTIALS, AWS_ENDPOINT_URL: endpoint, ...secrets };
}

function pick(from: Environment, names: readonly string[]): Record<string, string> {
  const found = names.map((name) => [name, from[name]] as const).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(found) as Record<string, string>;
}

const HELP = 'set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or log in with aws sso login.';

/** The 12 digits of the account of the user's AWS credentials. @throws UserError, with exit code 2 if there are no valid credentials */
export async function callersAccount(): Promise<string> {
  const [{ fromNodeProviderChain }, { GetCallerIdentityCommand, STSClient }] = await Promise.all([
    import('@aws-sdk/credential-providers'),
    import('@aws-sdk/client-sts'),
  ]);
  const credentials = fromNodeProviderChain();
  try {
    await credentials();
  } catch (error) {
    throw new UserError(`--aws needs AWS credentials, and there are none: ${HELP}`, { cause: error, exitCode: 2 });
  }
  const region = process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'] || 'us-east-1';
  const client = new STSClient({ credentials, region });
  try {
    const { Account } = await client.send(new GetCallerIdentityCommand({}));
    if (Account === undefined) throw new Error('STS named no account');
    return Account;
  } catch (error) {
    const refused = isRefusal(error);
    const what = refused ? `AWS refuses the credentials (${messageOf(error)}): ${HELP}` : `AWS cannot be reached (${messageOf(error)}).`;
    throw new UserError(`--aws: ${what}`, { cause: error, exitCode: refused ? 2 : 1 });
  } finally {
    client.destroy();
  }
}

/** Whether STS has answered with an error, in contrast to an error of the network. */
const isRefusal = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && '$metadata' in error && codeOf(error) === undefined && '$fault' in error;
