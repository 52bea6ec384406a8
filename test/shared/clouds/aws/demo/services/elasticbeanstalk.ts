import { type Config, type Look, text } from '../said-of-services.ts';

const ENVIRONMENT = 'AWS::ElasticBeanstalk::Environment';

const isSet = (environment: Config, option: string, value: string): boolean =>
  text(environment['ConfigurationSettings']).includes(`"OptionName":"${option}","Value":"${value}"`);

export const CALLS = 5;

export const LOOKS: Readonly<Record<string, Look>> = {
  beanstalk_platform_retired: { type: ENVIRONMENT, is: (environment) => text(environment['SolutionStackName']).includes('2018.03') },
  beanstalk_basic_health: { type: ENVIRONMENT, is: (environment) => isSet(environment, 'SystemType', 'basic') },
  beanstalk_without_managed_updates: { type: ENVIRONMENT, is: (environment) => isSet(environment, 'ManagedActionsEnabled', 'false') },
  beanstalk_without_log_streaming: { type: ENVIRONMENT, is: (environment) => isSet(environment, 'StreamLogs', 'false') },
};
