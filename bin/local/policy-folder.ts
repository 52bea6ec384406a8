/** `npm start -- --policies DIR`: reads the policy files of a folder and puts them where `muster policies push` puts policies. */
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { InvalidRequest } from '../../shared/errors.ts';
import { builtInPolicies } from '../../shared/policies/catalog.ts';
import { parsePolicy } from '../../shared/policies/parse-policy.ts';
import { POLICY_ID } from '../../shared/policies/policy.ts';
import { PolicyBucket } from '../../shared/policies/policy-bucket.ts';
import { problemText } from '../../shared/policies/policy-source.ts';
import { loadUserPolicies } from '../../shared/policies/user-policies.ts';
import { utf8Of } from '../../shared/validation/utf8.ts';
import { policyFilesIn } from '../policy-paths.ts';
import type { Platform } from './platform.ts';
import { s3Client } from './queues.ts';
import { codeOf, messageOf, UserError } from './user-error.ts';

export interface PolicyFolder {
  readonly path: string;
  readonly policies: readonly FoundPolicy[];
  /** The files that cannot be used. */
  readonly bad: readonly BadFile[];
}

interface FoundPolicy {
  readonly id: string;
  readonly file: string;
  readonly text: string;
}

interface BadFile {
  /** Its name in the bucket, without `.yaml`. */
  readonly name: string;
  readonly text: string;
  /** `file:line:column: message`. */
  readonly problem: string;
}

interface ReadFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly file: string;
  readonly text: string;
}

/** Reads every policy file of the folder and its subfolders. @throws UserError if one cannot be read */
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
  return { path, policies, bad: withNames(wrong, new Set([...builtInIds(), ...policies.map(({ id }) => id)])) };
}

async function readFiles(folder: string): Promise<readonly ReadFile[]> {
  try {
    // Fails with a reason if the folder cannot be read; the search below would find no files.
    await readdir(folder);
    return await Promise.all(
      policyFilesIn(folder).map(async (path) => ({
        path,
        file: join(folder, path),
        text: textOf(await readFile(join(folder, path)), path),
      })),
    );
  } catch (error) {
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: 'does not exist',
      ENOTDIR: 'is no folder',
      EACCES: 'may not be read by you',
    };
    const why = reasons[String(codeOf(error))] ?? `cannot be read (${messageOf(error)})`;
    throw new UserError(`--policies: ${folder} ${why}. Name a folder of policy files (*.yaml).`, {
      cause: error,
      exitCode: 2,
    });
  }
}

function textOf(bytes: Buffer, path: string): string {
  const read = utf8Of(bytes);
  if ('text' in read) return read.text;
  throw new Error(`${path}: ${read.problem.replace(/\.$/, '')}`);
}

const builtInIds = (): readonly string[] => builtInPolicies().map(({ policy }) => policy.id);

/** Separates the parts of a name that is not an id. No id contains it, and it sorts after the dot of `.yaml`: of two files with one id, the bucket too uses the first. */
const SEPARATOR = '~';

/** Names a bad file by the id that it declares, or by its path if another policy has that id or the file declares none. */
function withNames(
  files: readonly (Omit<BadFile, 'name'> & { readonly path: string; readonly id: string | undefined })[],
  taken: Set<string>,
) {
  return files.map(({ path, id, text, problem }): BadFile => {
    const place = path.replace(/\.ya?ml$/, '').replaceAll(sep, SEPARATOR);
    const names = id === undefined ? [place, `${SEPARATOR}${place}`] : [id, `${id}${SEPARATOR}${place}`];
    const name = names.find((each) => !taken.has(each)) ?? names[1]!;
    taken.add(name);
    return { name, text, problem };
  });
}

/**
 * Puts the files into the stack's bucket. Bad files too, so that the scan reports them as in a deployment. Policies that are in the
 * bucket already stay, unless the folder has one with the same id; bad files that an earlier start has put there are removed.
 * @returns lines to show to the user
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

/** Whether `muster policies push` could have put a policy under this name. */
const isPushable = (id: string): boolean => POLICY_ID.test(id) && !builtInIds().includes(id);

/** A bad file that is also too large is not pushed; the user is told that it is bad in any case. */
function ignoreTooLarge(error: unknown): void {
  if (!(error instanceof InvalidRequest)) throw error;
}
