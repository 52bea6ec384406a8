import { type Look, text } from '../said-of-services.ts';

// A task definition is described by itself.
export const CALLS = 2.5;

export const LOOKS: Readonly<Record<string, Look>> = {
  task_with_writable_root_filesystem: {
    type: 'AWS::ECS::TaskDefinition',
    is: ({ containerDefinitions }) => text(containerDefinitions).includes('"readonlyRootFilesystem":false'),
  },
  capacity_provider_without_termination_protection: {
    type: 'AWS::ECS::CapacityProvider',
    is: ({ autoScalingGroupProvider }) => text(autoScalingGroupProvider).includes('"managedTerminationProtection":"DISABLED"'),
  },
};
