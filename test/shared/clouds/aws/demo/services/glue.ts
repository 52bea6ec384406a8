import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3.37;

export const LOOKS: Readonly<Record<string, Look>> = {
  glue_job_old_version: { type: 'AWS::Glue::Job', is: (job) => job['GlueVersion'] === '2.0' },
  glue_job_unencrypted: { type: 'AWS::Glue::Job', is: (job) => job['SecurityConfiguration'] === undefined },
  ml_transform_unencrypted: {
    type: 'AWS::Glue::MLTransform',
    is: (transform) => text(transform['TransformEncryption']).includes('"DISABLED"'),
  },
  glue_catalog_public: {
    type: 'AWS::Glue::DataCatalogEncryptionSettings',
    is: (settings) => text(settings['CatalogPolicy']).includes('"AWS":"*"'),
  },
  dev_endpoint_unencrypted: { type: 'AWS::Glue::DevEndpoint', is: (endpoint) => endpoint['SecurityConfiguration'] === undefined },
};
