import { describe, expect, it } from '@jest/globals';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from '../../../shared/inventory/checkpoint.ts';
import type { ListPlace } from '../../../shared/clouds/bookmark.ts';

const checkpoint = (place: ListPlace): Checkpoint => ({
  place,
  seen: Buffer.from('digests of ids'),
  added: 3,
  unchanged: 4,
  unread: 1,
  missing_permissions: ['kms:DescribeKey'],
  too_large: [],
});

describe('a checkpoint', () => {
  it.each<readonly [string, ListPlace]>([
    ['a page', { token: { Marker: 'more', Part: 2 }, counted: 7 }],
    ['parts', { parts: { done: ['own', 'b'], tokens: { attached: { Marker: 'more' } } }, counted: 7 }],
  ])('is read as it was written, with the place of %s', (_what, place) => {
    expect(decodeCheckpoint(encodeCheckpoint(checkpoint(place)))).toEqual(checkpoint(place));
  });

  it('is refused where its tokens are more than texts and numbers', () => {
    const parts = { done: [], tokens: { own: { Marker: { a: 1 } } } };
    expect(() => decodeCheckpoint(encodeCheckpoint(checkpoint({ parts, counted: 0 })))).toThrow('Marker');
  });
});
