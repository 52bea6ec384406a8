/** Logs in with a profile of `~/.oci/config`: an API key, or the token of a session that `oci session authenticate` opened. */
import { quoted, regionNamed, REGION_NAME } from '../realms.ts';
import { profileIn, type Profile } from './config-file.ts';
import { type KeySource, LoginProblem } from './key-source.ts';
import { fingerprintOf, readPrivateKey } from './private-key.ts';
import type { SigningKey } from './signing.ts';
import { claimsOf, expiryOf } from './token.ts';

/** The files that a login reads. */
export interface LoginFiles {
  /** The file's text; undefined if there is none. `~/` is the home folder. @throws LoginProblem for a file that may not be read */
  read(path: string): Promise<string | undefined>;
}

export interface ProfileLogin {
  readonly file: string;
  readonly profile: string;
  /** True if the login is to be that of a session; otherwise the profile's entries decide. */
  readonly needsSession?: boolean;
  /** The region to log in to instead of the profile's. */
  readonly region?: string | undefined;
}

/** @throws LoginProblem */
export async function profileKeys(login: ProfileLogin, files: LoginFiles, now: () => number): Promise<KeySource> {
  const { file, profile, needsSession = false } = login;
  const text = await files.read(file);
  if (text === undefined)
    throw new LoginProblem(`there is no file ${file}; run oci setup config, or name another with OCI_CLI_CONFIG_FILE.`);
  const entries = profileIn(text, profile, file);
  const tokenFile = entries.get('security_token_file');
  if (needsSession && tokenFile === undefined) {
    throw new LoginProblem(
      `the profile ${profile} of ${file} has no security_token_file; run oci session authenticate --profile-name ${profile}.`,
    );
  }
  return tokenFile === undefined ? await apiKey(login, entries, files) : await sessionToken(login, entries, tokenFile, files, now);
}

async function apiKey(login: ProfileLogin, entries: Profile, files: LoginFiles): Promise<KeySource> {
  const required = requiredOf(login, entries);
  const [tenancy, user, fingerprint] = [required('tenancy'), required('user'), required('fingerprint').toLowerCase()];
  const privateKey = await keyOf(login, entries, files);
  const real = fingerprintOf(privateKey);
  if (fingerprint !== real) {
    throw new LoginProblem(
      `the fingerprint of the profile ${login.profile} is not that of its key_file, which is ${real}; correct fingerprint or key_file.`,
    );
  }
  const key: SigningKey = { keyId: `${tenancy}/${user}/${fingerprint}`, privateKey };
  return { tenancy, user, region: regionOf(login, entries), key: async () => key, renew: async () => false };
}

/** The token and its key are read again when the token is about to expire, because `oci session refresh` replaces the two files. */
async function sessionToken(
  login: ProfileLogin,
  entries: Profile,
  tokenFile: string,
  files: LoginFiles,
  now: () => number,
): Promise<KeySource> {
  const { profile } = login;
  const read = async (): Promise<{ readonly key: SigningKey; readonly token: string }> => {
    const token = (await files.read(tokenFile))?.trim();
    const again = `run oci session authenticate --profile-name ${profile}`;
    if (!token) throw new LoginProblem(`the profile ${profile} names the session token ${tokenFile}, and there is no such file; ${again}.`);
    if (!claimsOf(token)) throw new LoginProblem(`${tokenFile} holds no session token; ${again}.`);
    if (expiryOf(token) <= now()) {
      throw new LoginProblem(
        `the session of the profile ${profile} expired at ${new Date(expiryOf(token)).toISOString()}; run oci session refresh --profile ${profile}, or ${again.slice(4)}.`,
      );
    }
    return { token, key: { keyId: `ST$${token}`, privateKey: await keyOf(login, entries, files) } };
  };
  let current = await read();
  return {
    tenancy: requiredOf(login, entries)('tenancy'),
    user: claimsOf(current.token)?.sub ?? 'unknown',
    region: regionOf(login, entries),
    key: async () => {
      if (expiryOf(current.token) - RENEW_BEFORE_MS <= now()) current = await read();
      return current.key;
    },
    renew: async ({ keyId }) => {
      current = await read();
      return current.key.keyId !== keyId;
    },
  };
}

/** A token is replaced this long before it expires, so that no request is on its way with one that has. */
export const RENEW_BEFORE_MS = 60_000;

async function keyOf({ profile }: ProfileLogin, entries: Profile, files: LoginFiles): Promise<SigningKey['privateKey']> {
  const content = entries.get('key_content');
  const file = entries.get('key_file');
  if (content === undefined && file === undefined)
    throw new LoginProblem(`the profile ${profile} has no key_file; name the file of its private key.`);
  const pem = content?.replaceAll(String.raw`\n`, '\n') ?? (file === undefined ? undefined : await files.read(file));
  if (pem === undefined)
    throw new LoginProblem(`the profile ${profile} names the key file ${file}, and there is no such file; correct key_file.`);
  return readPrivateKey(
    pem,
    entries.get('pass_phrase'),
    file === undefined ? `key_content of the profile ${profile}` : `the key file ${file}`,
  );
}

const requiredOf =
  ({ profile, file }: ProfileLogin, entries: Profile) =>
  (name: string): string => {
    const value = entries.get(name);
    if (value) return value;
    throw new LoginProblem(`the profile ${profile} of ${file} has no ${name}; add it, as the console's page of the API key shows it.`);
  };

function regionOf(login: ProfileLogin, entries: Profile): string {
  const region = regionNamed(login.region ?? requiredOf(login, entries)('region'));
  if (REGION_NAME.test(region)) return region;
  throw new LoginProblem(
    `${quoted(region)} is not the name of a region; write one such as us-phoenix-1 as region of the profile ${login.profile}.`,
  );
}
