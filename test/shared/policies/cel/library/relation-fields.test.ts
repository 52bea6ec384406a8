import { describe, expect, it } from '@jest/globals';
import { AnsweredError, type Answerer, type CloudCall } from '../../../../../shared/clouds/aws/answerer.ts';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { DemoEstate } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { REGIONS } from '../../../../../shared/clouds/aws/demo/organization-facts.ts';
import type { Relationship } from '../../../../../shared/clouds/cloud.ts';
import { resourceUid } from '../../../../../shared/ids.ts';
import { mayHideReference } from '../../../../../shared/policies/cel/library/relation-fields.ts';
import type { Subject } from '../../../../../shared/policies/evaluation.ts';
import { resourcesOf } from '../../fixtures.ts';

/** The second account copies a bucket to another region. */
const SETTINGS = { accounts: 2, day: 1 } as const;
const [, ACCOUNT] = demoAccounts(SETTINGS.accounts).map(({ account_id }) => account_id);

const uidOf = (row: Subject): string => resourceUid(row.account_id, row.type, row.segment, row.resource_id);
const textOf = ({ relation, type, id }: Relationship): string => `${relation} ${type} ${id}`;

/** A client that records the operations that were called and denies one of them. */
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

interface Lost {
  readonly row: Subject;
  readonly relationship: Relationship;
}

/** The relationships that are missing when each call in turn is denied, with the resource as it is read then. */
async function lostRelationships(answerer: Answerer): Promise<readonly Lost[]> {
  const open = refusing(answerer);
  const before = new Map((await resourcesOf(open, ACCOUNT, REGIONS)).map((row) => [uidOf(row), row]));
  const lost: Lost[] = [];
  for (const operation of open.called) {
    for (const row of await resourcesOf(refusing(answerer, operation), ACCOUNT, REGIONS)) {
      const left = new Set(row.relationships.map(textOf));
      const gone = before.get(uidOf(row))?.relationships.filter((each) => !left.has(textOf(each))) ?? [];
      lost.push(...gone.map((relationship) => ({ row, relationship })));
    }
  }
  return lost;
}

describe('a relationship that is not shown because a field could not be read', () => {
  it('is a reference that the field may hide, whichever call is denied', async () => {
    const lost = await lostRelationships(new DemoEstate(SETTINGS));
    const unexplained = lost.filter(
      ({ row, relationship: { relation, type } }) => !Object.keys(row.unread).some((field) => mayHideReference(row, field, relation, type)),
    );

    expect(new Set(lost.map(({ row }) => row.type))).toContain('AWS::S3::Bucket');
    expect(unexplained.map(({ row, relationship }) => `${uidOf(row)} ${textOf(relationship)}`)).toEqual([]);
  });
});
