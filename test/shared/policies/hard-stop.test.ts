import { describe, expect, it } from '@jest/globals';
import type { Evidence, Verdict } from '../../../shared/policies/evaluation.ts';
import { bounded, HardStop, judgeAll, showAll } from '../../../shared/policies/hard-stop.ts';

const PASS: Verdict = { verdict: 'pass' };
const MS = 20;

const forever = (): Verdict => {
  for (;;);
};
/** JavaScript's engine backtracks for years. */
const backtracking = (): Verdict => (/^(?:a+)+$/.test(`${'a'.repeat(60)}!`) ? PASS : { verdict: 'fail' });
const catching = (): Verdict => {
  for (;;) {
    try {
      forever();
    } catch {
      // The end of the work cannot be caught.
    }
  }
};

describe('bounded work', () => {
  it('returns what the work returns, and throws what it throws', () => {
    const failure = new Error('x');

    expect(bounded(() => 42)).toBe(42);
    expect(() =>
      bounded(() => {
        throw failure;
      }),
    ).toThrow(failure);
  });

  it.each([
    ['loops', forever],
    ['backtracks', backtracking],
    ['catches everything', catching],
  ])('is ended if it %s', (_how, work) => {
    expect(() => bounded(work, MS)).toThrow(HardStop);
    expect(bounded(() => 'works again')).toBe('works again');
  });
});

describe('the verdicts of many evaluations', () => {
  const good = { policy: {}, evaluate: () => PASS };

  it('are all there, in order, if one evaluation does not come back', () => {
    const bad = { policy: {}, evaluate: forever };

    const verdicts = judgeAll([good, bad, good], new Map(), MS);

    expect(verdicts).toEqual([
      PASS,
      { verdict: 'unknown', reason: 'The policy did not come back within 0.02 seconds and was ended.' },
      PASS,
    ]);
  });

  it('do not wait for a policy again that did not come back for several resources', () => {
    let tried = 0;
    const evaluate = (): Verdict => {
      tried += 1;
      return forever();
    };
    const policy = {};
    const stops = new Map<object, number>();

    judgeAll(
      Array.from({ length: 3 }, () => ({ policy, evaluate })),
      stops,
      MS,
    );
    const verdicts = judgeAll([good, ...Array.from({ length: 100 }, () => ({ policy, evaluate }))], stops, MS);

    expect(tried).toBe(6);
    expect(verdicts[0]).toEqual(PASS);
    expect(verdicts.slice(1).every(({ verdict, reason }) => verdict === 'unknown' && reason!.endsWith('the others were not tried.'))).toBe(
      true,
    );
  });

  it('do not suffer from what the policy shows and does not come back with', () => {
    expect(
      showAll(
        [
          { policy: {}, evaluate: () => ({ text: '1' }) },
          { policy: {}, evaluate: () => forever() as Evidence },
        ],
        new Map(),
        MS,
      ),
    ).toEqual([{ text: '1' }, { problem: 'The policy did not come back within 0.02 seconds and was ended.' }]);
  });

  it('give an evaluation that was only unlucky its own verdict', () => {
    let tries = 0;
    const slowOnce = { policy: {}, evaluate: () => (tries++ === 0 ? forever() : PASS) };

    // Long enough that the second try of an evaluation does not take it on a busy machine.
    expect(judgeAll([good, slowOnce, good], new Map(), 50 * MS)).toEqual([PASS, PASS, PASS]);
  });
});
