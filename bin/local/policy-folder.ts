/** `npm start -- --policies DIR`: the policy files of a folder, put where `muster policies push` puts them. */
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { InvalidRequest } from '../../shared/errors.ts';
import { builtInPolicies } from '../../shared/policies/catalog.ts';
import { parsePolicy } from '../../shared/policies/parse-policy.ts';
import { POLICY_ID } from '../../shared/policies/policy.ts';
import { PolicyBucket } from '../../shared/policies/policy-bucket.ts';
import { problemText } from '../../shared/policies/policy-source.ts';
import { loadUserPolicies } from '../../shared/policies/user-policies.ts';
import { policyFilesIn } from '../policy-paths.ts';
import type { Platform } from './platform.ts';
import { s3Client } from './queues.ts';
import { messageOf, UserError } from './user-error.ts';

export interface PolicyFolder {
  readonly path: string;
  readonly policies: readonly FoundPolicy[];
  /** Files that cannot be used. */
  readonly bad: readonly BadFile[];
}

interface FoundPolicy {
  readonly id: string;
  readonly file: string;
  readonly text: string;
}

interface BadFile {
  /** In the bucket, without its ending. */
  readonly name: string;
  readonly text: string;
  /** `file:line:column: message`. */
  readonly problem: string;
}

interface ReadFile {
  /** In the folder. */
  readonly path: string;
  readonly file: string;
  readonly text: string;
}

/** Every policy file of the folder, however deep. @throws UserError if it cannot be read */
export async function readPolicyFolder(path: string): Promise<PolicyFolder> {
  const files = await readFiles(path);
  const { problems } = await loadUserPolicies(files);
  const policies: FoundPolicy[] = [];
  const wrong: (Omit<BadFile, 'name'> & { readonly path: string; readonly id: string | undefined })[] = [];
  for (const file of files) {
    const [first, ...others] = problems.filter((problem) => problem.file === file.file);
    const parsed = parsePolicy(file.file, file.text);
    const id = 'policy' in parsed ? parsed.policy.id : undefined;
    if (first) wrong.push({ ...file, id, problem: `${problemText(first)}${others.length === 0 ? '' : ` (and ${others.length} more)`}` });
    else if (id !== undefined) policies.push({ id, file: file.file, text: file.text });
  }
  return { path, policies, bad: named(wrong, new Set([...builtInIds(), ...policies.map(({ id }) => id)])) };
}

async function readFiles(folder: string): Promise<readonly ReadFile[]> {
  try {
    // Says why, where a search would find nothing.
    await readdir(folder);
    return await Promise.all(
      policyFilesIn(folder).map(async (path) => ({ path, file: join(folder, path), text: await readFile(join(folder, path), 'utf8') })),
    );
  } catch (error) {
    throw new UserError(`--policies: ${folder} cannot be read (${messageOf(error)}). Name a folder of policy files (*.yaml).`, {
      cause: error,
      exitCode: 2,
    });
  }
}

const builtInIds = (): readonly string[] => builtInPolicies().map(({ policy }) => policy.id);

/** Stands in no id, and sorts after the dot that ends one: of two files with one id, the first is used, in the bucket too. */
const APART = '~';

/** A bad file stands under the id that it tries to have. If that is another's, or it has none, under its path. */
function named(files: readonly (Omit<BadFile, 'name'> & { readonly path: string; readonly id: string | undefined })[], taken: Set<string>) {
  return files.map(({ path, id, text, problem }): BadFile => {
    const place = path.replace(/\.ya?ml$/, '').replaceAll(sep, APART);
    const names = id === undefined ? [place, `${APART}${place}`] : [id, `${id}${APART}${place}`];
    const name = names.find((each) => !taken.has(each)) ?? names[1]!;
    taken.add(name);
    return { name, text, problem };
  });
}

/**
 * Puts the files into the stack's bucket: bad ones too, for the job to tell of them as it would in a deployment. Policies that
 * are there already stay, unless the folder has one of that id; bad files that an earlier start put there go.
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

async function push({ path, policies, bad }: PolicyFolder, bucket: PolicyBucket): Promise<readonly string[]> {
  const refused = bad.map(({ problem }) => problem);
  const pushed = new Set<string>();
  const put = async (name: string, text: string): Promise<void> => {
    await bucket.put(name, text);
    pushed.add(`${name}.yaml`);
  };
  let used = 0;
  for (const { id, file, text } of policies) {
    try {
      await put(id, text);
      used += 1;
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      refused.push(`${file}: ${error.message}`);
    }
  }
  for (const { name, text } of bad) await put(name, text).catch(ignoreTooLarge);
  const others = (await bucket.all()).map(({ file }) => file).filter((file) => !pushed.has(file));
  const stale = others.filter((file) => !isPushable(file.replace(/\.ya?ml$/, '')));
  for (const file of stale) await bucket.remove(file.replace(/\.yaml$/, ''));
  const stay = others.filter((file) => !stale.includes(file));
  return [
    ...refused.map((problem) => `Policy not used: ${problem}`),
    `Policies of ${path} in use: ${used}.${stay.length === 0 ? '' : ` Those pushed before stay: ${stay.join(', ')}.`}`,
  ];
}

/** Under no other name does `muster policies push` put a policy, nor can `remove` take it away. */
const isPushable = (id: string): boolean => POLICY_ID.test(id) && !builtInIds().includes(id);

/** It has been told already that the file is not used. */
function ignoreTooLarge(error: unknown): void {
  if (!(error instanceof InvalidRequest)) throw error;
}
