import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { DetailsInUse } from '../../../shared/policies/details-in-use.ts';
import { PolicyLibrary } from '../../../shared/policies/policy-library.ts';
import { screenApart, screenIn, type Screen, type ScreenBounds } from '../../../shared/policies/screen-apart.ts';
import { systemClock } from '../../../shared/real-seams.ts';
import { policyText } from '../../support/policy-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-screens-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A process that treats the files as their texts say, in place of loading policies. */
const script = join(folder, 'screen.mjs');
writeFileSync(
  script,
  `import { json } from 'node:stream/consumers';
  import { writeSync } from 'node:fs';
  for (const { text } of await json(process.stdin)) {
    if (text.startsWith('memory')) { const all = []; for (;;) all.push(new Array(100_000).fill(all.length)); }
    if (text.startsWith('forever')) for (;;);
    if (text.startsWith('broken')) throw new Error('broken');
    writeSync(1, 'loaded\\n');
  }`,
);
const PROCESS_MS = 60_000;
const filesOf = (...texts: readonly string[]) => texts.map((text, index) => ({ file: `${index}-${text.slice(0, 7)}.yaml`, text }));
const screen = async (texts: readonly string[], bounds: Partial<ScreenBounds> = {}) => {
  const { files, problems } = await screenIn(pathToFileURL(script), filesOf(...texts), systemClock, { heapMb: 32, ...bounds });
  return { good: files.map(({ text }) => text), bad: problems.map(({ file, message }) => `${file}: ${message}`) };
};

describe('stored policies are screened apart', () => {
  it(
    'a file that fills the memory is left out and named, and the others go on, before it and after it',
    async () => {
      const { good, bad } = await screen(['ok-1', 'memory', 'ok-2', 'longer than the bad one']);

      expect(good).toEqual(['ok-1', 'ok-2', 'longer than the bad one']);
      expect(bad).toEqual(['1-memory.yaml: The policy is not used: loading it took more than 32 MB of memory.']);
    },
    PROCESS_MS,
  );

  it(
    'the time is bounded for all together: what a file used up, those after it lack, and each is named',
    async () => {
      const { good, bad } = await screen(['ok', 'forever', 'a longer one'], { totalMs: 1500 });

      expect(good).toEqual(['ok']);
      expect(bad).toEqual([
        '1-forever.yaml: The policy is not used: loading it did not come to an end.',
        '2-a longe.yaml: The policy is not used: the files before it took the 1.5 seconds that all policies may take to load.',
      ]);
    },
    PROCESS_MS,
  );

  it(
    'processes are not started without end',
    async () => {
      const { good, bad } = await screen(['memory', 'memory-2', 'memory-3'], { mostDeaths: 2 });

      expect(good).toEqual([]);
      expect(bad.at(-1)).toBe(
        '2-memory-.yaml: The policy is not used: 2 files before it took the memory that all policies may take to load.',
      );
      expect(bad).toHaveLength(3);
    },
    PROCESS_MS,
  );

  it('a process that fails for a reason of its own is an error', async () => {
    await expect(screen(['broken'])).rejects.toThrow('broken');
  });

  it(
    'real files pass, whether or not they are right: what is wrong with them is found by loading',
    async () => {
      const files = [
        { file: 'good.yaml', text: policyText() },
        { file: 'bad.yaml', text: 'id: [' },
      ];

      expect(await screenApart(systemClock)(files)).toEqual({ files: files.toReversed(), problems: [] });
    },
    PROCESS_MS,
  );
});

describe('what does not pass the screen', () => {
  const bad = { file: 'b.yaml', line: 1, column: 1, message: 'The policy is not used: it is bad.' };
  const screens: number[] = [];
  const onlyGood: Screen = async (files) => {
    screens.push(files.length);
    return { files: files.filter(({ file }) => file !== 'b.yaml'), problems: [bad] };
  };
  const good = { file: 'a.yaml', text: policyText() };
  const files = { all: async () => [good, { file: 'b.yaml', text: policyText().replace('s3.acceleration-off', 's3.other') }] };

  it('is no policy but a problem, and is screened once as long as the files stay the same', async () => {
    const library = new PolicyLibrary(files, onlyGood);

    const { policies, problems } = await library.load();
    await library.load();

    expect(policies.some(({ policy }) => policy.id === 's3.acceleration-off')).toBe(true);
    expect(policies.some(({ policy }) => policy.id === 's3.other')).toBe(false);
    expect(problems).toEqual([bad]);
    expect(screens).toEqual([2]);
  });

  it('names no detail to read', async () => {
    let asked = 0;
    const none: Screen = async () => {
      asked += 1;
      return { files: [], problems: [] };
    };

    expect(await new DetailsInUse(files, {}, none).fields()).toEqual({});
    expect(asked).toBe(1);
    expect(Object.keys(await new DetailsInUse(files, {}).fields())).toEqual(['AWS::S3::Bucket']);
  });
});
