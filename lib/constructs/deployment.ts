import { Aws, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The name of the deployment in its events and on what it makes: `123456789012/eu-west-1/Muster`. */
export const deploymentOf = (scope: Construct): string => `${Aws.ACCOUNT_ID}/${Aws.REGION}/${Stack.of(scope).stackName}`;
