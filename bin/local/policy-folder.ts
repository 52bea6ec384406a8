/** `npm start -- --policies DIR`: the policy files of a folder, put where `muster policies push` puts them. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidRequest } from '../../shared/errors.ts';
import { parsePolicy } from '../../shared/policies/parse-policy.ts';
import { PolicyBucket } from '../../shared/policies/policy-bucket.ts';
import { problemText } from '../../shared/policies/policy-source.ts';
import { loadUserPolicies } from '../../shared/policies/user-policies.ts';
import type { Platform } from './platform.ts';
import { s3Client } from './queues.ts';
import { messageOf, UserError } from './user-error.ts';

export interface PolicyFolder {
  readonly path: string;
  readonly policies: readonly { readonly id: string; readonly file: string; readonly text: string }[];
  /** One for each file that cannot be used: `file:line:column: message`. */
  readonly problems: readonly string[];
}

/** Every `*.yaml` right in the folder. @throws UserError if it cannot be read */
export async function readPolicyFolder(path: string): Promise<PolicyFolder> {
  const files = await readFiles(path);
  const { problems } = loadUserPolicies(files);
  const policies: PolicyFolder['policies'][number][] = [];
  const refused: string[] = [];
  for (const { file, text } of files) {
    const [first, ...others] = problems.filter((problem) => problem.file === file);
    const parsed = parsePolicy(file, text);
    if (first) refused.push(`${problemText(first)}${others.length === 0 ? '' : ` (and ${others.length} more)`}`);
    else if ('policy' in parsed) policies.push({ id: parsed.policy.id, file, text });
  }
  return { path, policies, problems: refused };
}

async function readFiles(folder: string): Promise<readonly { readonly file: string; readonly text: string }[]> {
  try {
    const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).toSorted();
    return await Promise.all(names.map(async (name) => ({ file: join(folder, name), text: await readFile(join(folder, name), 'utf8') })));
  } catch (error) {
    throw new UserError(`--policies: ${folder} cannot be read (${messageOf(error)}). Name a folder of policy files (*.yaml).`, {
      cause: error,
      exitCode: 2,
    });
  }
}

/**
 * Puts what can be used into the stack's bucket; what is there already stays, unless the folder has a policy of that id.
 * @returns what to tell the user, a line each
 */
export async function pushPolicies(
  folder: PolicyFolder,
  { stack, endpoints }: Pick<Platform, 'stack' | 'endpoints'>,
): Promise<readonly string[]> {
  const bucket = stack.functions.map(({ environment }) => environment['EXPORTS_BUCKET']).find((name) => name !== undefined);
  if (bucket === undefined) throw new UserError('--policies: no function of the stack reads policies from a bucket.');
  const client = s3Client(endpoints.MUSTER_S3_ENDPOINT);
  try {
    return await push(folder, new PolicyBucket(client, bucket));
  } finally {
    client.destroy();
  }
}

async function push({ path, policies, problems }: PolicyFolder, bucket: PolicyBucket): Promise<readonly string[]> {
  const refused = [...problems];
  const pushed = new Set<string>();
  for (const { id, file, text } of policies) {
    try {
      await bucket.put(id, text);
      pushed.add(`${id}.yaml`);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      refused.push(`${file}: ${error.message}`);
    }
  }
  const others = (await bucket.all()).map(({ file }) => file).filter((file) => !pushed.has(file));
  return [
    ...refused.map((problem) => `Policy not used: ${problem}`),
    `Policies of ${path} in use: ${pushed.size}.${others.length === 0 ? '' : ` Those pushed before stay: ${others.join(', ')}.`}`,
  ];
}
