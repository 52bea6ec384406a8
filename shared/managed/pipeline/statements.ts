/** What the role that manages an account must be allowed for pipelines, and on what: nothing that Muster has not made, and no role that is not meant for it. */
import { MANAGED_BY } from '../manager.ts';

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface StatementScope {
  /** `aws`, or what stands for it in a template. */
  readonly partition: string;
  readonly account: string;
  /** The value of the tag `muster:managed-by`. */
  readonly deployment: string;
}

/** The path of the roles that users make for pipelines. */
export const PASSED_ROLES = '/muster/';

export function pipelineStatements({ partition, account, deployment }: StatementScope): readonly Statement[] {
  const arn = (service: string, rest: string): string => `arn:${partition}:${service}:*:${account}:${rest}`;
  const pipelines = arn('codepipeline', '*');
  const projects = arn('codebuild', 'project/*');
  const rules = arn('events', 'rule/*-schedule');
  const own = { StringEquals: { [`aws:ResourceTag/${MANAGED_BY}`]: deployment } };
  const tagged = { StringEquals: { [`aws:RequestTag/${MANAGED_BY}`]: deployment } };
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
