import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3.5;

export const LOOKS: Readonly<Record<string, Look>> = {
  warehouse_neglected: { type: 'AWS::Redshift::Cluster', is: (it) => it['AllowVersionUpgrade'] === false },
  warehouse_public: { type: 'AWS::Redshift::Cluster', is: ({ PubliclyAccessible }) => PubliclyAccessible === true },
  warehouse_without_logging: {
    type: 'AWS::Redshift::Cluster',
    is: ({ Logging }) => text(Logging).includes('"LoggingEnabled":false'),
  },
  warehouse_without_ssl: {
    type: 'AWS::Redshift::ClusterParameterGroup',
    is: ({ Parameters }) =>
      (Parameters as readonly { ParameterName: string; ParameterValue: string }[]).some(
        ({ ParameterName, ParameterValue }) => ParameterName === 'require_ssl' && ParameterValue === 'false',
      ),
  },
};
