/**
 * Functions of a region, their newest code only. Of environment variables the names are kept and the values are not:
 * they often hold secrets, which must never reach an export.
 */
import {
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  LambdaClient,
  ListTagsCommand,
  paginateListFunctions,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import { defineAwsType } from '../../define-type.ts';
import { nullable, required } from '../../plain.ts';
import { parseDocument } from '../../policy-document.ts';
import { related, relatedToAll } from '../../relations.ts';

const NOT_FOUND = 'ResourceNotFoundException';

/** `Variables` with null for each value. */
type StoredFunction = Omit<FunctionConfiguration, 'Environment'> & {
  readonly Environment?: { readonly Variables: Readonly<Record<string, null>> };
};

export default defineAwsType<LambdaClient, StoredFunction>({
  type: 'AWS::Lambda::Function',
  kind: 'function',
  service: 'lambda',
  scope: 'regional',
  client: LambdaClient,
  listPermissions: ['lambda:ListFunctions'],
  // A later layer overlays the earlier ones; the words of a command line have their places.
  ordered: ['Layers', 'ImageConfigResponse.ImageConfig.Command', 'ImageConfigResponse.ImageConfig.EntryPoint'],
  // Said by the tags read, which has no other reason to fail so; the other reads say it of what is not set.
  gone: [NOT_FOUND],

  async *list({ client }) {
    for await (const page of paginateListFunctions({ client, pageSize: 50 }, {})) yield (page.Functions ?? []).map(withoutValues);
  },

  details: {
    Tags: {
      permissions: ['lambda:ListTags'],
      read: async ({ client }, { FunctionArn: Resource }) => (await client.send(new ListTagsCommand({ Resource }))).Tags ?? {},
    },
    Policy: {
      permissions: ['lambda:GetPolicy'],
      absent: [NOT_FOUND],
      read: async ({ client }, { FunctionName }) => {
        const { Policy } = await client.send(new GetPolicyCommand({ FunctionName }));
        return Policy === undefined ? null : parseDocument(Policy);
      },
    },
    FunctionUrlConfig: {
      permissions: ['lambda:GetFunctionUrlConfig'],
      absent: [NOT_FOUND],
      read: async ({ client }, { FunctionName }) => await client.send(new GetFunctionUrlConfigCommand({ FunctionName })),
    },
  },

  parse(lambda, _place, unread) {
    return {
      resource_id: required(lambda.FunctionName, 'FunctionName'),
      native_id: nullable(lambda.FunctionArn),
      name: nullable(lambda.FunctionName),
      tags: unread.has('Tags') ? null : (lambda['Tags'] as Record<string, string>),
      relationships: [
        ...related('uses', 'AWS::IAM::Role', lambda.Role),
        ...related('in', 'AWS::EC2::VPC', lambda.VpcConfig?.VpcId),
        ...relatedToAll('in', 'AWS::EC2::Subnet', lambda.VpcConfig?.SubnetIds),
        ...relatedToAll('uses', 'AWS::EC2::SecurityGroup', lambda.VpcConfig?.SecurityGroupIds),
        ...related('uses', 'AWS::KMS::Key', lambda.KMSKeyArn),
        ...relatedToAll(
          'uses',
          'AWS::Lambda::LayerVersion',
          lambda.Layers?.map(({ Arn }) => Arn),
        ),
      ],
    };
  },
});

function withoutValues({ Environment, ...lambda }: FunctionConfiguration): StoredFunction {
  const names = Object.keys(Environment?.Variables ?? {});
  return Environment ? { ...lambda, Environment: { Variables: Object.fromEntries(names.map((name) => [name, null])) } } : lambda;
}
