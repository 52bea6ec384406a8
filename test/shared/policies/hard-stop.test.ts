import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '../../../shared/policies/evaluation.ts';
import { bounded, type Evaluations, evaluateAll, HardStop } from '../../../shared/policies/hard-stop.ts';

const PASS: Verdict = { verdict: 'pass' };
/** Long enough that a busy machine does not take it from work that comes back. */
const MS = 100;

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

interface Tried {
  readonly policy: object;
  readonly evaluate: () => Verdict;
}

const EVALUATIONS: Evaluations<Tried, Verdict> = {
  policyOf: ({ policy }) => policy,
  evaluate: ({ evaluate }) => evaluate(),
  stopped: (reason) => ({ verdict: 'unknown', reason }),
};

describe('the verdicts of many evaluations', () => {
  const good = { policy: {}, evaluate: () => PASS };

  it('are all there, in order, if one evaluation does not come back', () => {
    const bad = { policy: {}, evaluate: forever };

    const verdicts = evaluateAll([good, bad, good], EVALUATIONS, new Map(), MS);

    expect(verdicts).toEqual([
      PASS,
      { verdict: 'unknown', reason: 'The policy did not come back within 0.1 seconds and was ended.' },
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

    evaluateAll(
      Array.from({ length: 3 }, () => ({ policy, evaluate })),
      EVALUATIONS,
      stops,
      MS,
    );
    const verdicts = evaluateAll([good, ...Array.from({ length: 100 }, () => ({ policy, evaluate }))], EVALUATIONS, stops, MS);

    expect(tried).toBe(6);
    expect(verdicts[0]).toEqual(PASS);
    expect(verdicts.slice(1).every(({ verdict, reason }) => verdict === 'unknown' && reason!.endsWith('the others were not tried.'))).toBe(
      true,
    );
  });

  it('give an evaluation that was only unlucky its own verdict', () => {
    let tries = 0;
    const slowOnce = { policy: {}, evaluate: () => (tries++ === 0 ? forever() : PASS) };

    expect(evaluateAll([good, slowOnce, good], EVALUATIONS, new Map(), 10 * MS)).toEqual([PASS, PASS, PASS]);
  });

  it('are all there if the work is ended after the last of them', () => {
    let evaluated = 0;
    let isEnded = false;
    const counted = {
      policy: {},
      evaluate: () => {
        evaluated += 1;
        return PASS;
      },
    };
    // The work asks for the number of cases after each result, and does not get it once after the last.
    const cases = new Proxy([counted, counted], {
      get: (target, name) => {
        if (name === 'length' && evaluated === target.length && !isEnded) {
          isEnded = true;
          forever();
        }
        return Reflect.get(target, name);
      },
    });

    expect(evaluateAll(cases, EVALUATIONS, new Map(), MS)).toEqual([PASS, PASS]);
    expect({ evaluated, isEnded }).toEqual({ evaluated: 2, isEnded: true });
  });
});
