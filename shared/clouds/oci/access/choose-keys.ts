/** Chooses how to log in, as a connection's settings say. */
import type { OciAuth, OciConnectionSettings } from '../connection-settings.ts';
import { DEFAULT_CONFIG_FILE, DEFAULT_PROFILE } from './config-file.ts';
import { instancePrincipal, type Metadata } from './instance-principal.ts';
import { type KeySource, LoginProblem } from './key-source.ts';
import { fingerprintOf, readPrivateKey } from './private-key.ts';
import { type LoginFiles, profileKeys } from './profile-keys.ts';
import { hasResourcePrincipal, resourcePrincipal } from './resource-principal.ts';
import type { SigningKey } from './signing.ts';
import type { Send } from './transport.ts';

/** Reads a secret by its reference. @throws an error whose message says what is wrong and holds no secret */
export type ReadSecret = (reference: string) => Promise<string>;

export interface LoginSurroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly files: LoginFiles;
  readonly metadata: Metadata;
  readonly send: Send;
  readonly now: () => number;
  readonly readSecret: ReadSecret;
  readonly signal?: AbortSignal | undefined;
}

/** `profile`: a profile that the user names; no other way to log in is then tried. @throws LoginProblem */
export async function chooseKeys(
  settings: OciConnectionSettings,
  profile: string | undefined,
  surroundings: LoginSurroundings,
): Promise<KeySource> {
  const { environment, files, now } = surroundings;
  const fromProfile = async (needsSession = false): Promise<KeySource> =>
    await profileKeys(
      {
        file: settings.config_file ?? set(environment['OCI_CLI_CONFIG_FILE']) ?? set(environment['OCI_CONFIG_FILE']) ?? DEFAULT_CONFIG_FILE,
        profile: profile ?? set(environment['OCI_CLI_PROFILE']) ?? DEFAULT_PROFILE,
        needsSession,
        region: settings.region,
      },
      files,
      now,
    );
  switch (authOf(settings, profile)) {
    case 'config':
      return await fromProfile();
    case 'security_token':
      return await fromProfile(true);
    case 'resource':
      return await resourcePrincipal(environment, files, now);
    case 'instance':
      return await instancePrincipal(surroundings);
    case 'api_key':
      return await storedKey(settings, surroundings.readSecret);
    case 'auto':
      if (hasResourcePrincipal(environment)) return await resourcePrincipal(environment, files, now);
      if (await isInstance(surroundings.metadata)) return await instancePrincipal(surroundings);
      return await fromProfile();
  }
}

/** Settings that can be meant for one way only choose it. */
function authOf({ auth, private_key, config_file }: OciConnectionSettings, profile: string | undefined): OciAuth {
  if (auth !== undefined && auth !== 'auto') return auth;
  if (private_key !== undefined) return 'api_key';
  return profile !== undefined || config_file !== undefined ? 'config' : 'auto';
}

const isInstance = async (metadata: Metadata): Promise<boolean> => (await metadata('instance/region')) !== undefined;

/** An API key whose private half is in a store of secrets. */
async function storedKey(settings: OciConnectionSettings, readSecret: ReadSecret): Promise<KeySource> {
  const { tenancy, user, fingerprint, region, private_key, passphrase } = settings;
  if (!tenancy || !user || !fingerprint || !region || !private_key) {
    const missing = Object.entries({ tenancy, user, fingerprint, region, private_key }).flatMap(([name, value]) => (value ? [] : [name]));
    throw new LoginProblem(`its settings lack ${missing.join(', ')}; add them, as the console's page of the API key shows them.`);
  }
  const read = async (): Promise<SigningKey> => {
    const opened = passphrase === undefined ? undefined : await readSecret(passphrase);
    const privateKey = readPrivateKey(await readSecret(private_key), opened, 'the secret private_key');
    const real = fingerprintOf(privateKey);
    if (real !== fingerprint)
      throw new LoginProblem(`the fingerprint in its settings is not that of its private_key, which is ${real}; correct one of them.`);
    return { keyId: `${tenancy}/${user}/${fingerprint}`, privateKey };
  };
  let key = await read();
  return {
    tenancy,
    user,
    region,
    key: async () => key,
    // A key that was rotated has another fingerprint, so only a secret that was corrected under the same name can help.
    renew: async () => {
      const again = await read();
      const isOther = !again.privateKey.equals(key.privateKey);
      key = again;
      return isOther;
    },
  };
}

const set = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
