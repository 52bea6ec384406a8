import { text, type Look } from '../said-of-services.ts';

export const CALLS = 3.34;

export const LOOKS: Readonly<Record<string, Look>> = {
  backup_vault_public: { type: 'AWS::Backup::BackupVault', is: (vault) => text(vault['AccessPolicy']).includes('"*"') },
  backup_vault_unlocked: { type: 'AWS::Backup::BackupVault', is: (vault) => vault['Locked'] === false },
  backup_plan_short_retention: { type: 'AWS::Backup::BackupPlan', is: (plan) => text(plan['BackupPlan']).includes('"DeleteAfterDays":1}') },
  recovery_point_unencrypted: { type: 'AWS::Backup::RecoveryPoint', is: (point) => point['IsEncrypted'] === false },
};
