/** The pages of frameworks read the API by these functions. */
import { api, read } from '../../api/client.ts';
import { readFilled } from '../../components/read-filled.ts';

const cursorOf = (cursor: string | undefined) => cursor !== undefined && { cursor };

export const readFrameworks = (cursor: string | undefined) => read(api.frameworks.$get({ query: { limit: '50', ...cursorOf(cursor) } }));
export type FrameworkSummary = Awaited<ReturnType<typeof readFrameworks>>['items'][number];

/** @param account_id ids and selectors of accounts; none for all */
export const readFramework = (framework_id: string, account_id: readonly string[]) =>
  read(api.frameworks[':framework_id'].$get({ param: { framework_id }, query: account_id.length === 0 ? {} : { account_id } }));
export type Framework = Awaited<ReturnType<typeof readFramework>>;
export type Control = Framework['controls'][number];

export const frameworkKey = (framework_id: string, account_id: readonly string[]) => ['frameworks', framework_id, account_id];

export const readPolicy = (policy_id: string, account_id: readonly string[]) =>
  read(api.policies[':policy_id'].$get({ param: { policy_id }, query: account_id.length === 0 ? {} : { account_id } }));

export const readFindings = (
  policy_id: readonly string[],
  status: 'open' | 'suppressed',
  account_id: readonly string[],
  cursor: string | undefined,
) =>
  readFilled(
    (at) =>
      read(api.findings.$get({ query: { policy_id, status, limit: '25', ...(account_id.length > 0 && { account_id }), ...cursorOf(at) } })),
    cursor,
  );

const VERDICTS = ['pass', 'fail', 'unknown', 'not_applicable'] as const;
export type VerdictName = (typeof VERDICTS)[number];
export const isVerdict = (text: string): text is VerdictName => VERDICTS.some((verdict) => verdict === text);
export const VERDICT_OPTIONS = VERDICTS.map((value) => ({ value, label: value.replaceAll('_', ' ') }));

export const readVerdicts = (policy_id: string, account_id: string, verdict: readonly VerdictName[], cursor: string | undefined) =>
  readFilled(
    (at) =>
      read(
        api.policies[':policy_id'].verdicts.$get({
          param: { policy_id },
          query: { account_id, limit: '25', ...(verdict.length > 0 && { verdict }), ...cursorOf(at) },
        }),
      ),
    cursor,
  );

/** The first accounts, to choose from; an id that is not among them can be typed. */
export const readFirstAccounts = () => read(api.accounts.$get({ query: { limit: '100' } }));
