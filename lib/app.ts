/** The CDK app: which stacks there are and what checks them. */
import { App, Stage } from 'aws-cdk-lib';
import { readSettings } from './context.ts';
import type { FunctionCode } from './functions.ts';
import { MemberStack } from './member-stack.ts';
import { MusterStack, type MusterStackProps } from './muster-stack.ts';
import { OrganizationStack } from './organization-stack.ts';

/** Set here and not in cdk.json, because the local platform synthesizes without the CDK CLI and must get the same template. */
const FEATURE_FLAGS = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-apigateway:logGroupDestinationArnWithoutWildcard': true,
  '@aws-cdk/core:checkSecretUsage': true,
} as const;

export const PLATFORM_STACK = 'Muster';

export interface AppProps {
  readonly outdir?: string | undefined;
  /** Context values. A value that the CDK CLI passes wins over one of the same name here. */
  readonly context?: Readonly<Record<string, unknown>> | undefined;
  readonly code: FunctionCode;
  readonly webFiles: MusterStackProps['webFiles'];
  /** IAM actions of every registered AWS type. */
  readonly readActions: readonly string[];
  /** Whether the app has the member and organization stacks beside the platform stack. */
  readonly memberStacks: boolean;
  /** Whether the CDK checks the templates against CloudFormation's schemas. */
  readonly validate: boolean;
}

/** @throws InvalidContext */
export function buildApp({ outdir, context, code, webFiles, readActions, memberStacks, validate }: AppProps): App {
  const app = new App({
    ...(outdir !== undefined && { outdir }),
    context: { ...FEATURE_FLAGS, ...context },
    autoSynth: false,
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: validate,
  });
  const settings = readSettings(app.node.getAllContext());

  new MusterStack(app, PLATFORM_STACK, {
    settings,
    code,
    webFiles,
    readActions,
    description: 'Muster: inventory of every account',
    terminationProtection: true,
  });
  if (memberStacks) {
    // The member stacks are in a stage of their own, so that `cdk deploy` without a name deploys the platform stack only: docs/adr/0011.
    const members = new Stage(app, 'Members');
    const shared = { settings, readActions };
    new MemberStack(members, 'MusterMember', { ...shared, stackName: 'MusterMember', description: 'Muster: read role of one account' });
    new OrganizationStack(members, 'MusterOrganization', {
      ...shared,
      stackName: 'MusterOrganization',
      description: 'Muster: read role in every account of an organization',
    });
  }
  return app;
}
