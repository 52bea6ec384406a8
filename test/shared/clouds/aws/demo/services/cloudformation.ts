import type { Look } from '../said-of-services.ts';

export const CALLS = 2.34;

const TYPE = 'AWS::CloudFormation::Stack';

export const LOOKS: Readonly<Record<string, Look>> = {
  stack_without_termination_protection: { type: TYPE, is: (stack) => stack['EnableTerminationProtection'] === false },
  stack_without_role: { type: TYPE, is: (stack) => stack['RoleARN'] === undefined },
};
