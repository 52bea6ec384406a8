/** The types of the API's answers, derived from the schemas that the API declares. */
import type { z } from 'zod';
import type {
  accountSchema,
  accountSyncSchema,
  runningSyncSchema,
  addedAccountsSchema,
  connectionSchema,
  removedAccountSchema,
} from '../../shared/api/schemas/accounts.ts';
import type { auditEntrySchema } from '../../shared/api/schemas/audit.ts';
import type {
  assignmentSchema,
  customerSchema,
  ownedSchema,
  registeredTypeSchema,
  removedCustomerSchema,
} from '../../shared/api/schemas/customers.ts';
import type { accountExportSchema, nightAccountSchema, nightSchema } from '../../shared/api/schemas/exports.ts';
import type { findingDetailSchema, findingSchema, suppressionSchema } from '../../shared/api/schemas/findings.ts';
import type {
  managedEventSchema,
  managedSchema,
  managerSummarySchema,
  plannedSchema,
  planSchema,
  requestedOperationSchema,
} from '../../shared/api/schemas/managed.ts';
import type { jobSchema, startedJobSchema, taskSchema } from '../../shared/api/schemas/jobs.ts';
import type {
  frameworkSchema,
  frameworkSummarySchema,
  policySchema,
  policySummarySchema,
  storedPolicySchema,
} from '../../shared/api/schemas/policies.ts';
import type { changeSchema, coverageSchema, listedChangeSchema, resourceSchema } from '../../shared/api/schemas/resources.ts';
import type { namedSchema, nodeSchema, pathSchema, relatedSchema } from '../../shared/api/schemas/graph.ts';
import type { meSchema } from '../../shared/api/routes/me.ts';
import type { migrationProgressSchema, migrationSchema } from '../../shared/api/schemas/migrations.ts';
import type { summarySchema } from '../../shared/api/routes/summary.ts';

export type ManagedResource = z.infer<typeof managedSchema>;
export type ManagedEvent = z.infer<typeof managedEventSchema>;
export type ManagedPlan = z.infer<typeof planSchema>;
export type PlannedResource = z.infer<typeof plannedSchema>;
export type ManagerSummary = z.infer<typeof managerSummarySchema>;
export type RequestedOperation = z.infer<typeof requestedOperationSchema>;
export type Customer = z.infer<typeof customerSchema>;
export type OwnedResource = z.infer<typeof ownedSchema>;
export type Assignment = z.infer<typeof assignmentSchema>;
export type RemovedCustomer = z.infer<typeof removedCustomerSchema>;
export type RegisteredType = z.infer<typeof registeredTypeSchema>;
export type Job = z.infer<typeof jobSchema>;
export type StartedJob = z.infer<typeof startedJobSchema>;
export type Task = z.infer<typeof taskSchema>;
export type Account = z.infer<typeof accountSchema>;
export type Connection = z.infer<typeof connectionSchema>;
export type AccountSync = z.infer<typeof accountSyncSchema>;
export type RunningSync = z.infer<typeof runningSyncSchema>;
export type AddedAccounts = z.infer<typeof addedAccountsSchema>;
export type RemovedAccount = z.infer<typeof removedAccountSchema>;
export type Resource = z.infer<typeof resourceSchema>;
export type RelatedResource = z.infer<typeof nodeSchema>;
export type NamedResources = z.infer<typeof namedSchema>;
export type Related = z.infer<typeof relatedSchema>;
export type PathBetween = z.infer<typeof pathSchema>;
export type Slice = z.infer<typeof coverageSchema>;
export type Me = z.infer<typeof meSchema>;
export type Migration = z.infer<typeof migrationSchema>;
export type MigrationProgress = z.infer<typeof migrationProgressSchema>;
export type Summary = z.infer<typeof summarySchema>;
export type Change = z.infer<typeof changeSchema>;
export type ListedChange = z.infer<typeof listedChangeSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type FindingDetail = z.infer<typeof findingDetailSchema>;
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type Suppression = z.infer<typeof suppressionSchema>;
export type PolicySummary = z.infer<typeof policySummarySchema>;
export type PolicyDetail = z.infer<typeof policySchema>;
export type StoredPolicy = z.infer<typeof storedPolicySchema>;
export type FrameworkSummary = z.infer<typeof frameworkSummarySchema>;
export type Framework = z.infer<typeof frameworkSchema>;
export type Night = z.infer<typeof nightSchema>;
export type NightAccount = z.infer<typeof nightAccountSchema>;
export type AccountExport = z.infer<typeof accountExportSchema>;
