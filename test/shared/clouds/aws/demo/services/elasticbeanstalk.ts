import { type Look, text } from '../said-of-services.ts';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  beanstalk_platform_retired: {
    type: 'AWS::ElasticBeanstalk::Environment',
    is: (environment) => text(environment['SolutionStackName']).includes('2018.03'),
  },
};
