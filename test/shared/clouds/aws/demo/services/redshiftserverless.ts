import { type Look, text } from '../said-of-services.ts';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  namespace_usual_admin: { type: 'AWS::RedshiftServerless::Namespace', is: (found) => found['adminUsername'] === 'admin' },
  namespace_without_logs: { type: 'AWS::RedshiftServerless::Namespace', is: (found) => text(found['logExports']) === '[]' },
  workgroup_public: { type: 'AWS::RedshiftServerless::Workgroup', is: (found) => found['publiclyAccessible'] === true },
  workgroup_without_ssl: { type: 'AWS::RedshiftServerless::Workgroup', is: (found) => text(found['configParameters']).includes('"false"') },
  workgroup_without_vpc_routing: { type: 'AWS::RedshiftServerless::Workgroup', is: (found) => found['enhancedVpcRouting'] === false },
};
