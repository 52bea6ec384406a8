/** The demo estate over all clouds: its connections, its accounts, and the variables by which a process reads it in the place of the clouds. */
import { demoAccounts as awsAccounts } from '../shared/clouds/aws/demo/accounts.ts';
import { demoEnvironment as awsVariables, withDemo as withAws } from '../shared/clouds/aws/demo/environment.ts';
import { azureAccounts, azureConnections, azureVariables } from '../shared/clouds/azure/demo/environment.ts';
import { ociAccounts, ociConnections, ociVariables } from '../shared/clouds/oci/demo/environment.ts';
import type { Connection } from '../shared/clouds/connection.ts';
import type { DemoAccount } from '../shared/clouds/demo/demo-account.ts';
import type { DemoSettings } from '../shared/clouds/demo/settings.ts';

/** The connections to the clouds besides AWS, whose accounts a deployment's own connection reads. */
export const DEMO_CONNECTIONS: readonly Connection[] = [...azureConnections(), ...ociConnections()];

/** The accounts of every cloud; those of AWS have no connection of their own. `accounts`: the number of those of AWS. */
export const demoAccounts = (accounts: number): readonly DemoAccount[] => [...awsAccounts(accounts), ...azureAccounts(), ...ociAccounts()];

/** The variables of a function of the local platform. */
export const demoEnvironment = (settings: DemoSettings): Readonly<Record<string, string>> => ({
  ...awsVariables(settings),
  ...azureVariables(),
  ...ociVariables(),
});

/** The user's environment, with the demo estate in the place of every cloud. @throws InvalidRequest as AWS's `withDemo` does */
export const withDemo = (environment: NodeJS.ProcessEnv, settings?: DemoSettings): NodeJS.ProcessEnv => ({
  ...withAws(environment, settings),
  ...azureVariables(),
  ...ociVariables(),
});
