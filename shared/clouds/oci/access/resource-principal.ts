/** Logs in as a resource of OCI (a function, a data-science job) by the token that its environment holds: resource principal 2.2. */
import { isAbsolute } from 'node:path';
import { quoted, regionNamed, REGION_NAME } from '../realms.ts';
import { type KeySource, LoginProblem } from './key-source.ts';
import { readPrivateKey } from './private-key.ts';
import { type LoginFiles, RENEW_BEFORE_MS } from './profile-keys.ts';
import type { SigningKey } from './signing.ts';
import { claimsOf, expiryOf } from './token.ts';

const VERSION = 'OCI_RESOURCE_PRINCIPAL_VERSION';
const TOKEN = 'OCI_RESOURCE_PRINCIPAL_RPST';
const KEY = 'OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM';
const PASSPHRASE = 'OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM_PASSPHRASE';
const REGION = 'OCI_RESOURCE_PRINCIPAL_REGION';

/** Whether this process runs as a resource of OCI. */
export const hasResourcePrincipal = (environment: NodeJS.ProcessEnv): boolean => Boolean(environment[VERSION]);

/** @throws LoginProblem */
export async function resourcePrincipal(environment: NodeJS.ProcessEnv, files: LoginFiles, now: () => number): Promise<KeySource> {
  const version = environment[VERSION];
  if (!version)
    throw new LoginProblem(`${VERSION} is not set, so this process is no resource of OCI; log in with --auth config or --auth instance.`);
  if (version !== '2.2') throw new LoginProblem(`${VERSION} is ${version.slice(0, 10)}, and Muster reads version 2.2 only.`);
  /** The value, or the text of the file that it names by an absolute path. OCI replaces the files before their token expires. */
  const given = async (name: string): Promise<string> => {
    const value = environment[name];
    if (!value) throw new LoginProblem(`${name} is not set, though ${VERSION} is; set it, or log in with --auth config.`);
    const text = isAbsolute(value) ? await files.read(value) : value;
    if (text === undefined) throw new LoginProblem(`the file that ${name} names does not exist; correct ${name}.`);
    return text.trim();
  };
  const read = async (): Promise<{ readonly key: SigningKey; readonly token: string }> => {
    const token = await given(TOKEN);
    const passphrase = environment[PASSPHRASE] ? await given(PASSPHRASE) : undefined;
    return { token, key: { keyId: `ST$${token}`, privateKey: readPrivateKey(await given(KEY), passphrase, KEY) } };
  };
  const region = regionNamed(await given(REGION));
  if (!REGION_NAME.test(region))
    throw new LoginProblem(`${REGION} is ${quoted(region)}, which is not the name of a region; set it to one such as us-phoenix-1.`);
  let current = await read();
  const claims = claimsOf(current.token);
  if (!claims?.res_tenant) throw new LoginProblem(`${TOKEN} holds no token of a resource principal; correct it.`);
  return {
    tenancy: claims.res_tenant,
    user: claims.sub ?? 'resource principal',
    region,
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
