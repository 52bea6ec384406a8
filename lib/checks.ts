/** What every stack must pass before it is deployed. Apart from the app, since loading it takes as long as the CDK itself. */
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

/** The AwsSolutions rules of cdk-nag: an unacknowledged finding fails the synthesis. */
export function addChecks(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
