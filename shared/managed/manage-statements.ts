/** The statements of the role that manages an account, by the managers that need them. Those of git need nothing of AWS. */
import { cacheStatements, databaseStatements } from './aws/statements.ts';
import type { Statement, StatementScope } from './iam-statement.ts';
import { pipelineStatements } from './pipeline/statements.ts';

export const MANAGE_STATEMENTS: Readonly<Record<string, (scope: StatementScope) => readonly Statement[]>> = {
  cache: cacheStatements,
  database: databaseStatements,
  pipeline: pipelineStatements,
};
