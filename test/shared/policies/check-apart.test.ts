import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { checkApart, checkIn } from '../../../shared/policies/check-apart.ts';
import { policyText } from '../../support/policy-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-checks-'));
afterAll(() => rmSync(folder, { recursive: true }));

let scripts = 0;
/** A process that does this instead of a check. */
function scriptOf(code: string): URL {
  const file = join(folder, `${scripts++}.mjs`);
  writeFileSync(file, code);
  return pathToFileURL(file);
}

const REQUEST = { file: 'my.rule.yaml', text: '', policyId: 'my.rule' };
const PROCESS_MS = 60_000;

describe('a check in a process of its own', () => {
  it(
    'answers what the check finds',
    async () => {
      const policyId = 's3.acceleration-off';

      expect(await checkApart({ file: 'a.yaml', text: policyText(), policyId })).toMatchObject({ problems: [], policy: { id: policyId } });
      expect((await checkApart({ file: 'a.yaml', text: 'id: [', policyId })).problems[0]).toMatchObject({ file: 'a.yaml', line: 1 });
    },
    PROCESS_MS,
  );

  it.each([
    ['does not come back', 'for (;;);', 'its check took more than 0.5 seconds.'],
    ['never answers', 'setInterval(() => {}, 1000);', 'its check took more than 0.5 seconds.'],
  ])('ends in a problem if it %s', async (_how, code, message) => {
    const { problems } = await checkIn(scriptOf(code), REQUEST, { deadlineMs: 500 });

    expect(problems).toEqual([{ file: 'my.rule.yaml', line: 1, column: 1, message: `The policy could not be checked: ${message}` }]);
  });

  it(
    'ends in a problem if it fills the memory',
    async () => {
      const code = 'const all = []; for (;;) all.push(new Array(100_000).fill(all.length));';
      const { problems } = await checkIn(scriptOf(code), REQUEST, { heapMb: 32, deadlineMs: PROCESS_MS });

      expect(problems.map(({ message }) => message)).toEqual([
        'The policy could not be checked: its check took more than 32 MB of memory.',
      ]);
    },
    PROCESS_MS,
  );

  it('sees nothing of the environment', async () => {
    const answer = 'process.stdout.write(JSON.stringify({ problems: [], policy: Object.keys(process.env) }))';

    expect((await checkIn(scriptOf(answer), REQUEST)).policy).toEqual([]);
  });

  it('rejects for what is no fault of the file', async () => {
    await expect(checkIn(scriptOf("throw new Error('broken');"), REQUEST)).rejects.toThrow('broken');
  });
});
