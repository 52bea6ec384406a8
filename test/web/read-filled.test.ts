/** Pages without items are passed over. */
import { expect, it } from '@jest/globals';
import { readFilled } from '../../web/src/components/read-filled.ts';

/** A list of pages with these numbers of items; cursors are the pages' places. */
const listOf = (sizes: readonly number[]) => {
  const asked: (string | undefined)[] = [];
  const readPage = async (cursor: string | undefined) => {
    asked.push(cursor);
    const place = Number(cursor ?? 0);
    return {
      items: Array.from({ length: sizes[place] ?? 0 }, () => place),
      ...(place + 1 < sizes.length && { next_cursor: String(place + 1) }),
    };
  };
  return { asked, readPage };
};

it('reads on until a page has items', async () => {
  const { asked, readPage } = listOf([0, 0, 2, 1]);

  expect(await readFilled(readPage, undefined)).toEqual({ items: [2, 2], next_cursor: '3' });
  expect(asked).toEqual([undefined, '1', '2']);
});

it('ends with the list, and shows an empty page after ten', async () => {
  expect(await readFilled(listOf([0, 0]).readPage, undefined)).toEqual({ items: [] });

  const { asked, readPage } = listOf(Array.from({ length: 50 }, () => 0));
  expect(await readFilled(readPage, '5')).toMatchObject({ items: [], next_cursor: '15' });
  expect(asked).toHaveLength(10);
});
