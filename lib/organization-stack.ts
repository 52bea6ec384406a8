/**
 * The read role in every account of an organization or of some of its units, new accounts included. The stack is deployed in
 * the management account. A StackSet never creates the role there: use the member stack for that account.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aws, CfnParameter, CfnStackSet, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from './context.ts';
import { MemberStack, type MemberStackProps, platformParameters, withoutBootstrap } from './member-stack.ts';

export class OrganizationStack extends Stack {
  constructor(scope: Construct, id: string, { settings, readActions, ...props }: MemberStackProps) {
    super(scope, id, { ...props, synthesizer: withoutBootstrap() });
    const platform = platformParameters(this, settings);
    const units = new CfnParameter(this, 'OrganizationalUnits', {
      type: 'CommaDelimitedList',
      description: 'Roots (r-...) or organizational units (ou-...) whose accounts are read',
      ...(settings.organizationalUnits !== undefined && { default: settings.organizationalUnits.join(',') }),
    });

    new CfnStackSet(this, 'StackSet', {
      stackSetName: 'MusterMember',
      description: 'The role that Muster reads this account with',
      permissionModel: 'SERVICE_MANAGED',
      autoDeployment: { enabled: true, retainStacksOnAccountRemoval: false },
      capabilities: ['CAPABILITY_NAMED_IAM'],
      managedExecution: { Active: true },
      templateBody: memberTemplate(settings, readActions),
      parameters: [
        { parameterKey: platform.account.logicalId, parameterValue: platform.account.valueAsString },
        { parameterKey: platform.externalId.logicalId, parameterValue: platform.externalId.valueAsString },
      ],
      // A role is global, so the StackSet deploys to one region only.
      stackInstancesGroup: [{ deploymentTargets: { organizationalUnitIds: units.valueAsList }, regions: [Aws.REGION] }],
      // A failure in one account must not stop the deployment in the others.
      operationPreferences: { failureTolerancePercentage: 100, maxConcurrentPercentage: 100 },
    });
  }
}

/** The member stack's template as JSON, synthesized by an app of its own into a temporary folder, not into the CDK CLI's. */
function memberTemplate(settings: Settings, readActions: readonly string[]): string {
  const outdir = mkdtempSync(join(tmpdir(), 'muster-member-'));
  try {
    const app = new App({
      outdir,
      autoSynth: false,
      analyticsReporting: false,
      treeMetadata: false,
      builtinCloudFormationValidation: false,
    });
    const member = new MemberStack(app, 'MusterMember', { settings, readActions });
    return JSON.stringify(app.synth().getStackByName(member.stackName).template);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
