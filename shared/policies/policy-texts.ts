/** The texts of Muster's own policies, which a bundle has in a file beside it. */
import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';

/** The file's name. It is JSON, compressed by gzip: the texts by the policies' ids. */
export const POLICY_TEXTS_FILE = 'policies.json.gz';

/** The policy id that follows from a file's path below `shared/clouds`: `aws/services/s3/policies/bucket-encrypted.yaml` → `aws.s3.bucket-encrypted`. */
export function policyIdOfFile(file: string): string {
  const [provider, , service, , name] = file.split('/');
  return `${provider}.${service}.${name?.replace(/\.yaml$/, '')}`;
}

/** The texts by the policies' ids. */
export type PolicyTexts = Readonly<Record<string, string>>;

export const readPolicyTexts = async (file: Uint8Array): Promise<PolicyTexts> =>
  // lib/policy-texts.ts writes the file.
  JSON.parse((await promisify(gunzip)(file)).toString('utf8')) as PolicyTexts;
