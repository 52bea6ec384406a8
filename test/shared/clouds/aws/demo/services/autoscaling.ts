import { type Look, text } from '../said-of-services.ts';

export const CALLS = 2;

export const LOOKS: Readonly<Record<string, Look>> = {
  scaling_group_without_balancer_health_check: {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    is: (group) => group['HealthCheckType'] === 'EC2' && (group['TargetGroupARNs'] as readonly string[]).length > 0,
  },
  launch_configuration_public: { type: 'AWS::AutoScaling::LaunchConfiguration', is: (found) => found['AssociatePublicIpAddress'] === true },
  launch_configuration_imdsv1_allowed: {
    type: 'AWS::AutoScaling::LaunchConfiguration',
    is: ({ MetadataOptions }) => text(MetadataOptions).includes('optional'),
  },
};
