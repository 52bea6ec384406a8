import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  replication_instance_without_minor_upgrades: {
    type: 'AWS::DMS::ReplicationInstance',
    is: (it) => it['AutoMinorVersionUpgrade'] === false,
  },
  migration_endpoint_loose: {
    type: 'AWS::DMS::Endpoint',
    is: (it) => /plaintext|"AuthType":"no"|"IamAuthEnabled":false/.test(text(it)),
  },
  replication_instance_public: { type: 'AWS::DMS::ReplicationInstance', is: ({ PubliclyAccessible }) => PubliclyAccessible === true },
  migration_endpoint_without_tls: {
    type: 'AWS::DMS::Endpoint',
    is: ({ SslMode, EngineName }) => SslMode === 'none' && EngineName === 'mysql',
  },
  migration_task_without_logging: {
    type: 'AWS::DMS::ReplicationTask',
    is: ({ ReplicationTaskSettings }) => text(ReplicationTaskSettings).includes('"EnableLogging":false'),
  },
};
