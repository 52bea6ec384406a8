/** The calls that inventories of every type really make, simulated against the policies that the member role is given: none lacks, none is too many. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CloudCall } from '../../../../shared/clouds/aws/answerer.ts';
import { DemoEstate } from '../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { demoAccounts } from '../../../../shared/clouds/aws/demo/accounts.ts';
import { SERVICE_LOADERS } from '../../../../shared/clouds/aws/readers.generated.ts';
import { policiesFor } from '../../../../shared/clouds/aws/role-policies.ts';
import { CHECK_PERMISSION, SESSION_PERMISSIONS, sessionPolicy } from '../../../../shared/clouds/aws/session-policy.ts';
import { EXPLORER } from '../../../../shared/clouds/aws/survey/explorer-api.ts';
import { permissionOf } from '../../../../shared/clouds/aws/types/permission-of.ts';
import { callsOf } from '../../../../shared/clouds/types/calls-of.ts';
import { allows, isIamAction } from '../../../support/iam.ts';
import { AWS_TYPES, idOfAccount, readAccount, sessionOf } from './demo/read-account.ts';

const MEMBER_ROLE = policiesFor(AWS_TYPES, { partition: 'aws', roleName: 'MusterReadRole' })
  .filter(({ attach_to }) => attach_to === 'role')
  .map(({ document }) => document);
const GRANTED = MEMBER_ROLE.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));

/** Granted actions that the calls of the demo estate need not have, each with the reason. */
const NOT_IN_THE_DEMO: Readonly<Record<string, string>> = {
  [CHECK_PERMISSION]: 'only the check of a connection asks IAM what the role lacks',
  's3:GetBucketLocation': 'asked only where ListBuckets gives a bucket without its region, as some emulators do',
};

/** The permissions of the calls by which a survey reads Resource Explorer. The Tagging API is called for types too. */
const SURVEY_CALLS: Readonly<Record<string, readonly string[]>> = {
  [`${EXPLORER.id} ListIndexes`]: ['resource-explorer-2:ListIndexes'],
  [`${EXPLORER.id} ListResources`]: ['resource-explorer-2:Search'],
};

interface MadeCall {
  readonly service: string;
  readonly operation: string;
  readonly permission: string;
}

/** The calls of the definitions by the client that sends them and their operation: two calls of one operation may need different permissions. */
async function declaredCalls(): Promise<ReadonlyMap<string, readonly MadeCall[]>> {
  const calls: MadeCall[] = [];
  for (const load of Object.values(SERVICE_LOADERS)) {
    const { service, types } = (await load()).sdk;
    for (const call of types.flatMap(callsOf))
      calls.push({ service: call.api ?? service.api ?? service.id, operation: call.operation, permission: permissionOf(service, call) });
  }
  return Map.groupBy(calls, ({ service, operation }) => `${service} ${operation}`);
}

let declared: ReadonlyMap<string, readonly MadeCall[]>;
const made = new Map<string, CloudCall>();
beforeAll(async () => {
  declared = await declaredCalls();
  const estate = new DemoEstate({ accounts: 1, day: 1 });
  const noting = {
    answer: async (call: CloudCall) => {
      made.set(`${call.service} ${call.operation}`, call);
      return await estate.answer(call);
    },
  };
  const account = idOfAccount(demoAccounts(1)[0]!.account_id);
  const session = sessionOf(noting, account);
  await session.regions();
  await session.survey?.();
  session.close();
  await readAccount(noting, account);
}, 120_000);

const permissionsOfCall = (name: string): readonly string[] =>
  SURVEY_CALLS[name] ??
  (name === 'ec2 DescribeRegions' ? SESSION_PERMISSIONS : [...new Set((declared.get(name) ?? []).map(({ permission }) => permission))]);

describe('the member role', () => {
  it('allows each call that an inventory of every type makes', async () => {
    const refused = [];
    for (const name of made.keys()) {
      const permissions = permissionsOfCall(name);
      if (permissions.length === 0) refused.push(`${name}: no definition has it`);
      for (const action of permissions) if (!(await allows({ identity: MEMBER_ROLE }, { action }))) refused.push(`${name}: ${action}`);
    }

    expect(made.size).toBeGreaterThan(AWS_TYPES.length);
    expect(refused).toEqual([]);
  });

  it('allows nothing beyond these calls', () => {
    const used = new Set([...made.keys()].flatMap(permissionsOfCall));

    expect(GRANTED.filter((action) => !used.has(action)).toSorted()).toEqual(Object.keys(NOT_IN_THE_DEMO).toSorted());
  });

  it('names actions that IAM has', async () => {
    const unknown = [];
    for (const action of GRANTED) if (!(await isIamAction(action))) unknown.push(action);

    expect(unknown).toEqual([]);
  });

  it("names a call's own action wherever IAM has one of the operation's name", async () => {
    const others = [];
    for (const { operation, permission } of [...declared.values()].flat()) {
      const own = `${permission.split(':')[0]}:${operation}`;
      // IAM does not distinguish the case of letters.
      if (permission.toLowerCase() !== own.toLowerCase() && (await isIamAction(own))) others.push(`${own}, not ${permission}`);
    }

    expect([...new Set(others)]).toEqual([]);
  });

  it('allows no change, no taking of roles and no read of data', async () => {
    for (const action of ['iam:CreateUser', 's3:GetObject', 's3:PutBucketPolicy', 'sts:AssumeRole', 'secretsmanager:GetSecretValue'])
      expect([action, await allows({ identity: MEMBER_ROLE }, { action })]).toEqual([action, false]);
  });
});

describe('the session of a job over one service', () => {
  it('allows the calls of its types and those of no other service', async () => {
    const wrong = [];
    for (const [service, types] of Map.groupBy(AWS_TYPES, (type) => type.service)) {
      const needed = new Set<string>([...SESSION_PERMISSIONS, ...types.flatMap(({ permissions }) => permissions)]);
      const { Policy, PolicyArns } = sessionPolicy([...needed], 'aws');
      expect([service, PolicyArns]).toEqual([service, undefined]);
      const policies = { identity: MEMBER_ROLE, session: JSON.parse(Policy) as object };
      const others = GRANTED.filter(
        (action) => !needed.has(action) && ![...needed].some((own) => own.split(':')[0] === action.split(':')[0]),
      );
      for (const action of needed) if (!(await allows(policies, { action }))) wrong.push(`${service} lacks ${action}`);
      for (const action of others.slice(0, 20)) if (await allows(policies, { action })) wrong.push(`${service} has ${action}`);
    }

    expect(wrong).toEqual([]);
  });
});
