import { describe, expect, it } from '@jest/globals';
import { AnsweredError, type Answerer, type CloudCall } from '../../../../../shared/clouds/aws/answerer.ts';
import type { Subject } from '../../../../../shared/policies/evaluation.ts';
import { RESOURCE_TYPES } from '../../../../../shared/registry.ts';
import { resourceUid } from '../../../../../shared/ids.ts';
import { estate, REGION } from '../../../resources/aws/estate.ts';
import { documentedAnswers } from '../../documented-answers.ts';
import { resourcesOf } from '../../fixtures.ts';

const REGIONS = [REGION];

const uidOf = (row: Subject): string => resourceUid(row.account_id, row.type, row.region, row.resource_id);

/** Remembers which operations were called, and refuses one. */
function refusing(answerer: Answerer, operation?: string): Answerer & { readonly called: Set<string> } {
  const called = new Set<string>();
  return {
    called,
    async answer(call: CloudCall) {
      called.add(call.operation);
      if (call.operation === operation) throw new AnsweredError('AccessDenied', 'It is refused.', 403);
      return await answerer.answer(call);
    },
  };
}

/** What of the relationships goes when one read after the other is refused, as lines of the table. */
async function lostRelations(answerer: Answerer): Promise<readonly string[]> {
  const open = refusing(answerer);
  const before = new Map((await resourcesOf(open, undefined, REGIONS)).map((row) => [uidOf(row), row]));
  const lost: string[] = [];
  for (const operation of open.called) {
    for (const row of await resourcesOf(refusing(answerer, operation), undefined, REGIONS)) {
      const left = new Set(row.relationships.map(({ relation, type, id }) => `${relation} ${type} ${id}`));
      const gone = before.get(uidOf(row))!.relationships.filter(({ relation, type, id }) => !left.has(`${relation} ${type} ${id}`));
      for (const field of Object.keys(row.unread))
        lost.push(...gone.map(({ relation, type }) => `${row.type} ${relation} ${type} by ${field}`));
    }
  }
  return lost;
}

describe('the fields that relationships are told by', () => {
  it('are those without which the types lose them', async () => {
    const lost = new Set([...(await lostRelations(estate())), ...(await lostRelations(documentedAnswers()))]);
    const listed = RESOURCE_TYPES.flatMap(({ type: from, references }) =>
      references.map(({ relation, type, by }) => `${from} ${relation} ${type} by ${by}`),
    );

    expect([...lost].toSorted()).toEqual(listed.toSorted());
  });
});
