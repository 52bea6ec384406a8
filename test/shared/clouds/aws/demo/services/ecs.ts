import { type Look, text } from '../said-of-services.ts';

// A task definition is described by itself.
export const CALLS = 2.5;

export const LOOKS: Readonly<Record<string, Look>> = {
  service_on_old_fargate: { type: 'AWS::ECS::Service', is: ({ platformVersion }) => platformVersion === '1.3.0' },
  task_set_public_address: {
    type: 'AWS::ECS::Service',
    is: ({ taskSets }) => text(taskSets ?? []).includes('"assignPublicIp":"ENABLED"'),
  },
  task_that_owns_its_host: { type: 'AWS::ECS::TaskDefinition', is: ({ pidMode }) => pidMode === 'host' },
  windows_task_as_administrator: {
    type: 'AWS::ECS::TaskDefinition',
    is: ({ runtimePlatform, containerDefinitions }) =>
      text(runtimePlatform ?? {}).includes('WINDOWS') && !text(containerDefinitions).includes('"user"'),
  },
  task_with_writable_root_filesystem: {
    type: 'AWS::ECS::TaskDefinition',
    is: ({ containerDefinitions }) => text(containerDefinitions).includes('"readonlyRootFilesystem":false'),
  },
  capacity_provider_without_termination_protection: {
    type: 'AWS::ECS::CapacityProvider',
    is: ({ autoScalingGroupProvider }) => text(autoScalingGroupProvider).includes('"managedTerminationProtection":"DISABLED"'),
  },
};
