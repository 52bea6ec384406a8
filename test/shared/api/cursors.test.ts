import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { openCursor, sealCursor } from '../../../shared/api/cursors.ts';
import { InvalidRequest } from '../../../shared/errors.ts';

const query = ['resources', 'aws:123456789012', undefined];
const schema = z.strictObject({ partition: z.string(), after: z.string() });
const positions = fc.record({ partition: fc.string({ unit: 'binary' }), after: fc.string() });

describe('cursors', () => {
  it('open to the position that was sealed', () => {
    fc.assert(
      fc.property(positions, (position) => {
        expect(openCursor(query, sealCursor(query, position), schema)).toEqual(position);
      }),
    );
  });

  it('need no escaping in a URL', () => {
    fc.assert(
      fc.property(positions, (position) => {
        const cursor = sealCursor(query, position);
        expect(encodeURIComponent(cursor)).toBe(cursor);
      }),
    );
  });

  it('are refused when any character of them was altered, dropped or added', () => {
    const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ '.split(''), ''];
    fc.assert(
      fc.property(positions, fc.nat(), fc.constantFrom(...alphabet), (position, place, character) => {
        const cursor = sealCursor(query, position);
        const at = place % (cursor.length + 1);
        const altered = `${cursor.slice(0, at)}${character}${cursor.slice(at + 1)}`;
        fc.pre(altered !== cursor);
        expect(() => openCursor(query, altered, schema)).toThrow(InvalidRequest);
      }),
      { numRuns: 500 },
    );
  });

  it('are refused by any other query', () => {
    fc.assert(
      fc.property(positions, fc.array(fc.oneof(fc.string(), fc.constant(null))), (position, other) => {
        fc.pre(JSON.stringify(other) !== JSON.stringify(query));
        expect(() => openCursor(other, sealCursor(query, position), schema)).toThrow(/cursor/);
      }),
    );
  });

  it('are refused if the position is not one of the listing', () => {
    expect(() => openCursor(query, sealCursor(query, { partition: 'a', after: 'b', table: 'connections' }), schema)).toThrow(/cursor/);
  });

  it('are refused, with any content, if the API did not create them', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.json().map((text) => Buffer.from(text).toString('base64url')),
        ),
        (text) => {
          expect(() => openCursor(query, text, schema)).toThrow(InvalidRequest);
        },
      ),
    );
  });
});
