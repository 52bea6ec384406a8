/** Every resource type of AWS that Muster reads. A test says that this list equals the directory. */
import ec2Instance from './services/ec2/instance.ts';
import ec2SecurityGroup from './services/ec2/security-group.ts';
import ec2Subnet from './services/ec2/subnet.ts';
import ec2Volume from './services/ec2/volume.ts';
import ec2Vpc from './services/ec2/vpc.ts';
import iamRole from './services/iam/role.ts';
import iamUser from './services/iam/user.ts';
import lambdaFunction from './services/lambda/function.ts';
import rdsDbInstance from './services/rds/db-instance.ts';
import s3Bucket from './services/s3/bucket.ts';
import type { AwsResourceType } from './aws-type.ts';

export const AWS_TYPES: readonly AwsResourceType[] = [
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
