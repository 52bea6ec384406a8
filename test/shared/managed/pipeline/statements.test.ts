/** The rights of the role for pipelines, simulated: everything that the manager's calls need, and nothing on what is not Muster's. */
import { describe, expect, it } from '@jest/globals';
import { MANAGED_BY } from '../../../../shared/managed/manager.ts';
import { PIPELINE_PERMISSIONS } from '../../../../shared/managed/pipeline/permissions.ts';
import { pipelineStatements } from '../../../../shared/managed/pipeline/statements.ts';
import { allows, isIamAction, TARGET_ACCOUNT } from '../../../support/iam.ts';

const STATEMENTS = pipelineStatements({ partition: 'aws', account: TARGET_ACCOUNT, deployment: 'Muster' });
const ROLE = { identity: [{ Version: '2012-10-17', Statement: STATEMENTS }] };
const PIPELINE = `arn:aws:codepipeline:eu-west-1:${TARGET_ACCOUNT}:shop-delivery`;
const PROJECT = `arn:aws:codebuild:eu-west-1:${TARGET_ACCOUNT}:project/shop-delivery-build`;
const RULE = `arn:aws:events:eu-west-1:${TARGET_ACCOUNT}:rule/shop-delivery-schedule`;
const CONNECTION = `arn:aws:codeconnections:eu-west-1:${TARGET_ACCOUNT}:connection/11111111-2222-4333-8444-555555555555`;
const OWN = { [`aws:ResourceTag/${MANAGED_BY}`]: 'Muster' };
const OTHERS = { [`aws:ResourceTag/${MANAGED_BY}`]: 'Another' };
const TAGGED = { [`aws:RequestTag/${MANAGED_BY}`]: 'Muster' };

const resourceOf = (action: string): string => {
  if (action === 'codebuild:ListProjects') return '*';
  if (action.startsWith('codepipeline:')) return PIPELINE;
  return action.startsWith('codebuild:') ? PROJECT : RULE;
};
const CREATING = [
  'codepipeline:CreatePipeline',
  'codepipeline:TagResource',
  'codebuild:CreateProject',
  'events:PutRule',
  'events:TagResource',
];
const SEEING = [
  'codepipeline:GetPipeline',
  'codepipeline:ListTagsForResource',
  'codebuild:BatchGetProjects',
  'codebuild:ListProjects',
  'events:DescribeRule',
  'events:ListTagsForResource',
];
const PASSING = ['iam:PassRole', 'codeconnections:PassConnection', 'codestar-connections:PassConnection'];
const KEEPING = [...PIPELINE_PERMISSIONS.filter((action) => ![...CREATING, ...SEEING, ...PASSING].includes(action)), 'events:PutRule'];

describe('the role that manages pipelines', () => {
  it('is granted the actions of the manager, each of which IAM has', async () => {
    const granted = [...new Set(STATEMENTS.flatMap(({ Action }) => Action))];

    expect(granted.toSorted()).toEqual([...PIPELINE_PERMISSIONS].toSorted());
    for (const action of granted) expect([action, await isIamAction(action)]).toEqual([action, true]);
  });

  it.each(CREATING)('may %s with the tag of the deployment alone', async (action) => {
    expect(await allows(ROLE, { action, resource: resourceOf(action), context: TAGGED })).toBe(true);
    expect(await allows(ROLE, { action, resource: resourceOf(action) })).toBe(false);
  });

  it.each(KEEPING)('may %s of what the deployment has made alone', async (action) => {
    expect(await allows(ROLE, { action, resource: resourceOf(action), context: OWN })).toBe(true);
    expect(await allows(ROLE, { action, resource: resourceOf(action), context: OTHERS })).toBe(false);
    expect(await allows(ROLE, { action, resource: resourceOf(action) })).toBe(false);
  });

  it.each(['codepipeline:UntagResource', 'events:UntagResource'])("may %s, and takes none of Muster's own tags away", async (action) => {
    const asked = async (key: string) =>
      await allows(ROLE, { action, resource: resourceOf(action), context: { ...OWN, 'aws:TagKeys': ['team', key] } });

    expect([await asked('owner'), await asked(MANAGED_BY)]).toEqual([true, false]);
  });

  it.each(SEEING)('may %s, to know whether a name is taken', async (action) => {
    expect(await allows(ROLE, { action, resource: resourceOf(action) })).toBe(true);
  });

  it.each([
    ['a role of its path', 'role/muster/build', 'codebuild.amazonaws.com', true],
    ['a role of another path', 'role/admin', 'codebuild.amazonaws.com', false],
    ['a role of a like path', 'role/musterish/admin', 'codebuild.amazonaws.com', false],
    ['a role to another service', 'role/muster/build', 'lambda.amazonaws.com', false],
  ])('passes %s: %s to %s', async (_what, role, service, expected) => {
    const request = {
      action: 'iam:PassRole',
      resource: `arn:aws:iam::${TARGET_ACCOUNT}:${role}`,
      context: { 'iam:PassedToService': service },
    };

    expect(await allows(ROLE, request)).toBe(expected);
  });

  it('passes connections to CodePipeline alone', async () => {
    const request = { action: 'codeconnections:PassConnection', resource: CONNECTION };

    expect(await allows(ROLE, { ...request, context: { 'codeconnections:PassedToService': 'codepipeline.amazonaws.com' } })).toBe(true);
    expect(await allows(ROLE, { ...request, context: { 'codeconnections:PassedToService': 'codebuild.amazonaws.com' } })).toBe(false);
  });

  it('makes no roles, and no rule of another name', async () => {
    expect(await allows(ROLE, { action: 'iam:CreateRole', resource: `arn:aws:iam::${TARGET_ACCOUNT}:role/muster/build` })).toBe(false);
    expect(await allows(ROLE, { action: 'events:PutRule', resource: RULE.replace('-schedule', ''), context: TAGGED })).toBe(false);
  });
});
