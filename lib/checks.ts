/** The checks that every stack must pass before it is deployed. A module apart from the app, because cdk-nag takes as long to load as the CDK itself. */
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

/** The AwsSolutions rules of cdk-nag: an unacknowledged finding fails the synthesis. */
export function addChecks(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
