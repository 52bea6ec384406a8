import type { Config, Look } from '../said-of-services.ts';

const sharing = (settings: Config): unknown => (settings['PublicSharing'] as Config | null | undefined)?.['SettingValue'];

export const CALLS = 2.29;

export const LOOKS: Readonly<Record<string, Look>> = {
  machine_patches_missing: { type: 'AWS::SSM::InstanceCompliance', is: (compliance) => compliance['Status'] === 'NON_COMPLIANT' },
  ssm_document_public: { type: 'AWS::SSM::Document', is: (document) => JSON.stringify(document['SharedWith']).includes('"all"') },
  ssm_public_sharing_allowed: { type: 'AWS::SSM::ServiceSetting', is: (settings) => sharing(settings) === 'Enable' },
};
