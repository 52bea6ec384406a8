import { type Look, text } from '../said-of-services.ts';

export const LOOKS: Readonly<Record<string, Look>> = {
  table_with_fixed_capacity: { type: 'AWS::DynamoDB::Table', is: (table) => text(table['BillingModeSummary']).includes('PROVISIONED') },
  table_open_to_another_account: { type: 'AWS::DynamoDB::Table', is: (table) => table['ResourcePolicy'] !== null },
};
