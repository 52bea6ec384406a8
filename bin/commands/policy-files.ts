/** Reads, checks and reports policy files on this machine. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckedPolicy, checkPolicy } from '../../shared/policies/check-policy.ts';
import { type PolicyProblem, problemText } from '../../shared/policies/policy-source.ts';
import { utf8Of } from '../../shared/validation/utf8.ts';
import { policyFilesIn } from '../policy-paths.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { counted, type Output, whole } from './output.ts';

export interface CheckedFile extends CheckedPolicy {
  readonly file: string;
  /** Empty if the file holds no text. */
  readonly text: string;
}

/** Checks files; a folder stands for all .yaml files below it. @throws CommandError if a path cannot be read or has no policy file */
export async function checkFiles(paths: readonly string[]): Promise<readonly CheckedFile[]> {
  const files = [...new Set(paths.flatMap(filesAt))];
  return await Promise.all(
    files.map(async (file) => {
      const read = utf8Of(readable(file, () => readFileSync(file)));
      if ('text' in read) return { file, text: read.text, ...(await checkPolicy(file, read.text)) };
      return { file, text: '', problems: [{ file, line: read.line, column: 1, message: read.problem }], outcomes: [] };
    }),
  );
}

function filesAt(path: string): readonly string[] {
  if (!readable(path, () => statSync(path).isDirectory())) return [path];
  const found = policyFilesIn(path);
  if (found.length === 0) throw new CommandError(`There is no .yaml file in ${path}.`, EXIT.refused);
  return found.map((file) => join(path, file));
}

function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EACCES' ? 'you have no permission to read it' : message;
    throw new CommandError(`Cannot read ${path}: ${reason}.`, EXIT.refused, { cause: error });
  }
}

/** Prints each problem as `file:line:column: reason` and the result of each test; with `--json`, a line of JSON for each file. */
export async function printFiles(files: readonly CheckedFile[], output: Output): Promise<void> {
  if (output.json) {
    for (const each of files) output.document(resultOf(each));
    return;
  }
  for (const { problems } of files) for (const problem of problems) output.say(problemText(problem));
  const tests = files.flatMap(({ compiled, outcomes }) => outcomes.map((outcome) => ({ policy: compiled!.policy.id, ...outcome })));
  if (tests.length > 0) {
    await output.list(
      tests,
      {
        policy: whole(({ policy }) => policy),
        test: ({ test }) => test.name,
        expected: ({ test }) => test.verdict,
        got: ({ verdict }) => verdict.verdict,
        result: ({ passed }) => (passed ? 'ok' : 'FAILED'),
      },
      '',
    );
  }
  const wrong = problemsOf(files).length;
  output.say(
    `${counted(files.length, 'file')}, ${counted(tests.length, 'test')}, ${wrong === 0 ? 'no problem' : counted(wrong, 'problem')}.`,
  );
}

export const problemsOf = (files: readonly CheckedFile[]): readonly PolicyProblem[] => files.flatMap(({ problems }) => problems);

const resultOf = ({ file, compiled, problems, outcomes }: CheckedFile) => ({
  file,
  policy_id: compiled?.policy.id,
  problems,
  tests: outcomes.map(({ test, verdict, passed }) => ({ name: test.name, expected: test.verdict, ...verdict, passed })),
});
