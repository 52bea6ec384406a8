/** Every resource type that Muster knows: this list is the only registration. A test says that it equals the directory. */
import ec2Instance from '../clouds/aws/services/ec2/instance.ts';
import ec2SecurityGroup from '../clouds/aws/services/ec2/security-group.ts';
import ec2Subnet from '../clouds/aws/services/ec2/subnet.ts';
import ec2Volume from '../clouds/aws/services/ec2/volume.ts';
import ec2Vpc from '../clouds/aws/services/ec2/vpc.ts';
import iamRole from '../clouds/aws/services/iam/role.ts';
import iamUser from '../clouds/aws/services/iam/user.ts';
import lambdaFunction from '../clouds/aws/services/lambda/function.ts';
import rdsDbInstance from '../clouds/aws/services/rds/db-instance.ts';
import s3Bucket from '../clouds/aws/services/s3/bucket.ts';
import type { Kind, ResourceType } from '../clouds/resource-type.ts';

export { knownServices } from './known-services.ts';

export const RESOURCE_TYPES: readonly ResourceType[] = [
  ec2Instance,
  ec2SecurityGroup,
  ec2Subnet,
  ec2Volume,
  ec2Vpc,
  iamRole,
  iamUser,
  lambdaFunction,
  rdsDbInstance,
  s3Bucket,
];

/** What a job's `service` selects: one service's types, or all of them for `*`. */
export const selectTypes = (service: string): readonly ResourceType[] =>
  RESOURCE_TYPES.filter((type) => service === '*' || type.service === service);

/** Undefined if there is no such type. */
export const typeNamed = (name: string): ResourceType | undefined => RESOURCE_TYPES.find(({ type }) => type === name);

export const typesOfKind = (kind: Kind): readonly ResourceType[] => RESOURCE_TYPES.filter((type) => type.kind === kind);
