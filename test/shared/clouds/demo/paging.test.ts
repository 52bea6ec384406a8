import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pageOf } from '../../../../shared/clouds/demo/paging.ts';

const refused = (message: string): Error => Object.assign(new Error(message), { name: 'InvalidNextToken' });
const request = { list: 'DescribeThings', size: undefined, cap: 10, token: undefined, refused };

describe('pages', () => {
  it('hold every item exactly once and in order, whatever their size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.option(fc.integer({ min: 1, max: 70 })),
        fc.integer({ min: 1, max: 70 }),
        (count, size, cap) => {
          const items = Array.from({ length: count }, (_, index) => index);
          const seen: number[] = [];
          let token: string | undefined;
          do {
            const page = pageOf(items, { ...request, size: size ?? undefined, cap, token });
            expect(page.items.length).toBeLessThanOrEqual(Math.min(size ?? cap, cap));
            seen.push(...page.items);
            token = page.next;
          } while (token !== undefined);

          expect(seen).toEqual(items);
        },
      ),
    );
  });

  it('refuse the token of another list', () => {
    const { next } = pageOf(['a', 'b'], { ...request, size: 1 });

    expect(() => pageOf(['a', 'b'], { ...request, list: 'DescribeOthers', token: next })).toThrow(
      expect.objectContaining({ name: 'InvalidNextToken' }),
    );
  });

  it.each(['', 'rubbish', Buffer.from('DescribeThings -1').toString('base64url'), Buffer.from('DescribeThings 9').toString('base64url')])(
    'refuse %j, which no page handed out',
    (token) => {
      expect(() => pageOf(['a', 'b'], { ...request, token })).toThrow(expect.objectContaining({ name: 'InvalidNextToken' }));
    },
  );

  it('refuse a size below 1', () => {
    expect(() => pageOf(['a'], { ...request, size: 0 })).toThrow('A page of DescribeThings holds at least 1 item, not 0.');
  });
});
