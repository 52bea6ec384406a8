/** Finds the ways by which the grants of an IAM policy let their holder gain permissions that it does not have. */
import { namesAction } from './actions.ts';
import { type Statement, statementsOf } from './statements.ts';

/**
 * Each way needs all of its actions. IAM documents what each action does: https://docs.aws.amazon.com/service-authorization/latest/reference/.
 * With PassRole, the holder starts something that runs with a more powerful role and does what the holder tells it.
 */
const WAYS: readonly (readonly string[])[] = [
  // The holder's own permissions, or those of an identity that it then logs in as.
  ['iam:AddUserToGroup'],
  ['iam:AttachGroupPolicy'],
  ['iam:AttachRolePolicy'],
  ['iam:AttachUserPolicy'],
  ['iam:CreateAccessKey'],
  ['iam:CreateLoginProfile'],
  ['iam:CreatePolicyVersion'],
  ['iam:PutGroupPolicy'],
  ['iam:PutRolePolicy'],
  ['iam:PutUserPolicy'],
  ['iam:SetDefaultPolicyVersion'],
  ['iam:UpdateAssumeRolePolicy'],
  ['iam:UpdateLoginProfile'],
  // Something that runs with a role already.
  ['ec2-instance-connect:SendSSHPublicKey'],
  ['glue:UpdateDevEndpoint'],
  ['lambda:UpdateFunctionCode'],
  ['sagemaker:CreatePresignedNotebookInstanceUrl'],
  ['ssm:SendCommand'],
  ['ssm:StartSession'],
  // Something new, to which the holder passes a role.
  ['iam:PassRole', 'autoscaling:CreateAutoScalingGroup', 'ec2:CreateLaunchTemplate'],
  ['iam:PassRole', 'cloudformation:CreateStack'],
  ['iam:PassRole', 'codebuild:CreateProject', 'codebuild:StartBuild'],
  ['iam:PassRole', 'datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition', 'datapipeline:ActivatePipeline'],
  ['iam:PassRole', 'ec2:RunInstances'],
  ['iam:PassRole', 'ecs:RegisterTaskDefinition', 'ecs:RunTask'],
  ['iam:PassRole', 'glue:CreateDevEndpoint'],
  ['iam:PassRole', 'glue:CreateJob', 'glue:StartJobRun'],
  ['iam:PassRole', 'lambda:CreateFunction', 'lambda:AddPermission'],
  ['iam:PassRole', 'lambda:CreateFunction', 'lambda:CreateEventSourceMapping'],
  ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
  ['iam:PassRole', 'sagemaker:CreateNotebookInstance', 'sagemaker:CreatePresignedNotebookInstanceUrl'],
  ['iam:PassRole', 'sagemaker:CreateTrainingJob'],
  ['iam:PassRole', 'states:CreateStateMachine', 'states:StartExecution'],
];

/** Ways by document, because several policies may ask for the same one. */
const known = new WeakMap<readonly Statement[], readonly string[]>();

/**
 * Each way as its actions: `iam:PassRole + ec2:RunInstances`. A grant counts if its resources have a wildcard: whoever names one role or one
 * function means it. Conditions of grants are not considered; a denial counts if it has none and concerns every resource.
 * @throws TypeError if the value is no policy document
 */
export function escalationPaths(document: unknown): readonly string[] {
  const statements = statementsOf(document);
  const found = known.get(statements) ?? waysOf(statements);
  known.set(statements, found);
  return found;
}

function waysOf(statements: readonly Statement[]): readonly string[] {
  const grants = statements.filter((statement) => statement.Effect === 'Allow' && isBroad(statement));
  const denials = statements.filter((statement) => statement.Effect === 'Deny' && isUnconditional(statement));
  const isAllowed = (action: string): boolean => {
    const wanted = action.toLowerCase();
    return grants.some((grant) => namesAction(grant, wanted)) && !denials.some((denial) => namesAction(denial, wanted));
  };
  return WAYS.filter((way) => way.every(isAllowed)).map((way) => way.join(' + '));
}

const isBroad = ({ Resources, NotResources }: Statement): boolean => NotResources.length > 0 || Resources.some(hasBroadName);

/** A wildcard in the region or the account of an ARN does not widen a name, and a variable such as `${aws:username}` stands for one name. */
const hasBroadName = (resource: string): boolean => {
  const [arn, , , , , ...name] = resource.split(':');
  return /[*?]/.test((arn === 'arn' ? name.join(':') : resource).replaceAll(VARIABLE, '')) || (arn === 'arn' && name.length === 0);
};

const VARIABLE = /\$\{[^}]*\}/g;

const isUnconditional = ({ Conditions, Resources }: Statement): boolean => Object.keys(Conditions).length === 0 && Resources.includes('*');
