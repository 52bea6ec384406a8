import { describe, expect, it } from '@jest/globals';
import { AnsweredError, type Answerer, type CloudCall } from '../../../../../shared/clouds/aws/answerer.ts';
import type { Subject } from '../../../../../shared/policies/evaluation.ts';
import { RESOURCE_TYPES } from '../../../../../shared/registry.ts';
import { resourceUid } from '../../../../../shared/ids.ts';
import { REGIONS } from '../../../../../shared/clouds/aws/demo/organization-facts.ts';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { DemoEstate } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { resourcesOf } from '../../fixtures.ts';

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

/** What of the relationships goes when one read after the other is refused, and all that there were, as lines of the table. */
async function relations(answerer: Answerer, account: string): Promise<{ readonly shown: Set<string>; readonly lost: Set<string> }> {
  const open = refusing(answerer);
  const before = new Map((await resourcesOf(open, account, REGIONS)).map((row) => [uidOf(row), row]));
  const lost = new Set<string>();
  for (const operation of open.called) {
    for (const row of await resourcesOf(refusing(answerer, operation), account, REGIONS)) {
      const left = new Set(row.relationships.map(({ relation, type, id }) => `${relation} ${type} ${id}`));
      const gone = before.get(uidOf(row))!.relationships.filter(({ relation, type, id }) => !left.has(`${relation} ${type} ${id}`));
      for (const field of Object.keys(row.unread)) {
        for (const { relation, type } of gone) lost.add(`${row.type} ${relation} ${type} by ${field}`);
      }
    }
  }
  const rows = [...before.values()];
  const shown = rows.flatMap((row) => row.relationships.map(({ relation, type }) => `${row.type} ${relation} ${type}`));
  return { shown: new Set(shown), lost };
}

/** The second one copies a bucket to another region. */
const ACCOUNTS = demoAccounts(2);

describe('the fields that relationships are told by', () => {
  it('are those without which the types lose them', async () => {
    const found = await Promise.all(
      ACCOUNTS.map(({ account_id }) => relations(new DemoEstate({ accounts: ACCOUNTS.length, day: 1 }), account_id)),
    );
    const shown = new Set(found.flatMap((each) => [...each.shown]));
    const lost = new Set(found.flatMap((each) => [...each.lost]));
    const listed = RESOURCE_TYPES.flatMap(({ type: from, references }) =>
      references.map(({ relation, type, by }) => ({ told: `${from} ${relation} ${type}`, by })),
    );

    // A refused describe takes every field with it.
    const all = [...lost].flatMap((line) => {
      const told = line.replace(/ by \*$/, '');
      return told === line ? [line] : listed.filter((each) => each.told === told).map(({ by }) => `${told} by ${by}`);
    });
    expect([...new Set(all)].toSorted()).toEqual(
      listed
        .filter(({ told }) => shown.has(told))
        .map(({ told, by }) => `${told} by ${by}`)
        .toSorted(),
    );
    expect(lost.size).toBeGreaterThan(5);
  });
});
