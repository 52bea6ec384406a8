/** The statements of the role that manages an account, for pipelines. They allow nothing on what Muster has not made, and hand on no role that is not meant for it. */
import { arnIn, ifTagged, onOwn, onOwnTags, type Statement, type StatementScope } from '../iam-statement.ts';

/** The path of the roles that users make for pipelines. */
export const PASSED_ROLES = '/muster/';

export function pipelineStatements(scope: StatementScope): readonly Statement[] {
  const { partition, account } = scope;
  const arn = arnIn(scope);
  const pipelines = arn('codepipeline', '*');
  const projects = arn('codebuild', 'project/*');
  const rules = arn('events', 'rule/*-schedule');
  const own = onOwn(scope);
  const tagged = ifTagged(scope);
  return [
    // Whether a name is taken can be told only of what others have made, too.
    {
      Sid: 'SeePipelines',
      Effect: 'Allow',
      Action: [
        'codepipeline:GetPipeline',
        'codepipeline:ListTagsForResource',
        'events:DescribeRule',
        'events:ListTagsForResource',
        'codebuild:BatchGetProjects',
      ],
      Resource: [pipelines, projects, rules],
    },
    { Sid: 'ListProjects', Effect: 'Allow', Action: ['codebuild:ListProjects'], Resource: ['*'] },
    {
      Sid: 'MakePipelines',
      Effect: 'Allow',
      Action: [
        'codepipeline:CreatePipeline',
        'codepipeline:TagResource',
        'codebuild:CreateProject',
        'events:PutRule',
        'events:TagResource',
      ],
      Resource: [pipelines, projects, rules],
      Condition: tagged,
    },
    {
      Sid: 'KeepPipelines',
      Effect: 'Allow',
      Action: [
        'codepipeline:UpdatePipeline',
        'codepipeline:DeletePipeline',
        'codepipeline:ListPipelineExecutions',
        'codepipeline:StartPipelineExecution',
        'codepipeline:StopPipelineExecution',
        'codebuild:UpdateProject',
        'codebuild:DeleteProject',
        'events:PutRule',
        'events:PutTargets',
        'events:RemoveTargets',
        'events:DeleteRule',
        'events:ListTargetsByRule',
      ],
      Resource: [pipelines, projects, rules],
      Condition: own,
    },
    {
      Sid: 'TagPipelines',
      Effect: 'Allow',
      Action: ['codepipeline:TagResource', 'codepipeline:UntagResource', 'events:TagResource', 'events:UntagResource'],
      Resource: [pipelines, rules],
      Condition: onOwnTags(scope),
    },
    {
      Sid: 'PassRolesOfPipelines',
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: [`arn:${partition}:iam::${account}:role${PASSED_ROLES}*`],
      Condition: {
        StringEquals: { 'iam:PassedToService': ['codepipeline.amazonaws.com', 'codebuild.amazonaws.com', 'events.amazonaws.com'] },
      },
    },
    // A connection has ARNs of two services, by when it was made.
    ...(['codeconnections', 'codestar-connections'] as const).map((service): Statement => ({
      Sid: service === 'codeconnections' ? 'PassConnections' : 'PassOlderConnections',
      Effect: 'Allow',
      Action: [`${service}:PassConnection`],
      Resource: [arn(service, 'connection/*')],
      Condition: { StringEquals: { [`${service}:PassedToService`]: 'codepipeline.amazonaws.com' } },
    })),
  ];
}
