import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPE_NAMES, EVENT_TYPES } from '../../../shared/events/event-types.ts';

const document = readFileSync(new URL('../../../docs/events.md', import.meta.url), 'utf8');

describe('docs/events.md', () => {
  it('has the types of events, as the code has them', () => {
    const rows = document.split('\n').filter((line) => line.startsWith('| `muster.'));
    const expected = EVENT_TYPE_NAMES.map((type) => {
      const { when, subject, data } = EVENT_TYPES[type];
      return `| \`${type}\` | ${when} | ${subject} | ${Object.keys(data.shape)
        .map((member) => `\`${member}\``)
        .join(', ')} |`;
    });
    expect(rows).toEqual(expected);
  });
});
