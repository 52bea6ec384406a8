import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { positionOf, stepsLeft } from '../../../shared/jobs/position.ts';

const steps = fc.uniqueArray(fc.string({ maxLength: 5 }), { maxLength: 50 });

describe('a position', () => {
  it('gives back exactly the steps that are left, in whatever order the plan is made again', () => {
    fc.assert(
      fc.property(steps, fc.func(fc.boolean()), (plan, isLeft) => {
        const position = positionOf(plan, isLeft);

        expect(stepsLeft(plan.toReversed(), position)).toEqual(new Set(plan.filter((step) => isLeft(step))));
      }),
    );
  });

  it('has no answer for another plan', () => {
    const position = positionOf(['a', 'b'], () => false);

    for (const other of [['a'], ['a', 'b', 'c'], ['a', 'c'], ['ab'], []]) expect(stepsLeft(other, position)).toBeUndefined();
  });

  it('takes less than 5 KB for 700 types in 36 regions', () => {
    const plan = Array.from({ length: 700 * 36 }, (_, index) => `AWS::Service${index % 700}::Type region-${Math.floor(index / 700)}`);

    expect(JSON.stringify(positionOf(plan, (step) => step.endsWith('-7'))).length).toBeLessThan(5_000);
  });
});
