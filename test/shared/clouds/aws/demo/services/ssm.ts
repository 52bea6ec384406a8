import type { Config, Look } from '../said-of-services.ts';

const setting = (settings: Config, name: string): unknown => (settings[name] as Config | null | undefined)?.['SettingValue'];

export const CALLS = 2.67;

export const LOOKS: Readonly<Record<string, Look>> = {
  machine_patches_missing: {
    type: 'AWS::SSM::InstanceCompliance',
    is: ({ ComplianceType, Status }) => ComplianceType === 'Patch' && Status === 'NON_COMPLIANT',
  },
  machine_association_failed: {
    type: 'AWS::SSM::InstanceCompliance',
    is: ({ ComplianceType, Status }) => ComplianceType === 'Association' && Status === 'NON_COMPLIANT',
  },
  ssm_document_public: { type: 'AWS::SSM::Document', is: (document) => JSON.stringify(document['SharedWith']).includes('"all"') },
  ssm_public_sharing_allowed: { type: 'AWS::SSM::ServiceSetting', is: (settings) => setting(settings, 'PublicSharing') === 'Enable' },
  ssm_automation_not_logged: { type: 'AWS::SSM::ServiceSetting', is: (settings) => setting(settings, 'AutomationLogs') === 'None' },
};
