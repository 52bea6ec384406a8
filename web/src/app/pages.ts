/** The pages in the order of the navigation. A page without a group is reached from others only. */
import type { ComponentType } from 'react';
import type { Me } from '../session/session.tsx';

export interface PageEntry {
  readonly path: string;
  readonly title: string;
  readonly group?: (typeof GROUPS)[number];
  /** The navigation shows the page to this person; to everybody if absent. */
  readonly isFor?: (me: Me) => boolean;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

export const GROUPS = ['What is wrong', 'What is there', 'Rules', 'Operation', 'Administration'] as const;

/** Whoever sees only a part sees nothing of what concerns every account. */
const seesAll = ({ scope }: Me): boolean => scope === 'all';

/** An administrator sees everything: one of some accounts only is an operator of them. */
const isAdministrator = ({ role, scope }: Me): boolean => role === 'admin' && scope === 'all';

export const PAGES: readonly PageEntry[] = [
  { path: '/', title: 'Overview', load: () => import('../pages/overview/index.tsx') },
  { path: '/findings', title: 'Findings', group: 'What is wrong', load: () => import('../pages/findings/index.tsx') },
  { path: '/findings/:finding_id', title: 'Finding', load: () => import('../pages/finding/index.tsx') },
  { path: '/suppressions', title: 'Suppressions', group: 'What is wrong', load: () => import('../pages/suppressions/index.tsx') },
  { path: '/resources', title: 'Resources', group: 'What is there', load: () => import('../pages/resources/index.tsx') },
  { path: '/resources/one', title: 'Resource', load: () => import('../pages/resource/index.tsx') },
  { path: '/changes', title: 'Changes', group: 'What is there', load: () => import('../pages/changes/index.tsx') },
  { path: '/frameworks', title: 'Frameworks', group: 'Rules', load: () => import('../pages/frameworks/index.tsx') },
  {
    path: '/frameworks/:framework_id',
    title: 'Framework',
    load: async () => ({ default: (await import('../pages/frameworks/framework.tsx')).FrameworkPage }),
  },
  {
    path: '/frameworks/:framework_id/controls/:control_id',
    title: 'Control',
    load: async () => ({ default: (await import('../pages/frameworks/control.tsx')).ControlPage }),
  },
  { path: '/policies', title: 'Policies', group: 'Rules', load: () => import('../pages/policies/index.tsx') },
  { path: '/policies/new', title: 'New policy', load: () => import('../pages/policy-editor/index.tsx') },
  { path: '/policies/:policy_id', title: 'Policy', load: () => import('../pages/policy/index.tsx') },
  { path: '/policies/:policy_id/edit', title: 'Edit policy', load: () => import('../pages/policy-editor/index.tsx') },
  { path: '/coverage', title: 'Coverage', group: 'Operation', load: () => import('../pages/coverage/index.tsx') },
  { path: '/jobs', title: 'Jobs', group: 'Operation', load: () => import('../pages/jobs/index.tsx') },
  { path: '/jobs/:job_id', title: 'Job', load: async () => ({ default: (await import('../pages/jobs/job.tsx')).JobPage }) },
  { path: '/notifications', title: 'Notifications', group: 'Operation', load: () => import('../pages/notifications/index.tsx') },
  {
    path: '/query',
    title: 'Query',
    group: 'What is there',
    // A query sees every account.
    isFor: seesAll,
    load: () => import('../pages/query/index.tsx'),
  },
  { path: '/accounts', title: 'Accounts', group: 'Administration', load: () => import('../pages/accounts/index.tsx') },
  {
    path: '/connections',
    title: 'Connections',
    group: 'Administration',
    isFor: seesAll,
    load: () => import('../pages/connections/index.tsx'),
  },
  { path: '/customers', title: 'Customers', group: 'Administration', load: () => import('../pages/customers/index.tsx') },
  {
    path: '/customers/:customer_id',
    title: 'Customer',
    load: async () => ({ default: (await import('../pages/customers/customer.tsx')).CustomerPage }),
  },
  { path: '/exports', title: 'Exports', group: 'Administration', load: () => import('../pages/exports/index.tsx') },
  { path: '/audit', title: 'Audit', group: 'Administration', isFor: isAdministrator, load: () => import('../pages/audit/index.tsx') },
  { path: '/settings', title: 'Settings', group: 'Administration', load: () => import('../pages/settings/index.tsx') },
  { path: '/account', title: 'Account', load: () => import('../pages/account/index.tsx') },
];
