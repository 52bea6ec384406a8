/** `muster frameworks`: lists benchmarks and scores the accounts against them. */
import type { Command } from 'commander';
import type { ApiClient } from './api-client.ts';
import { contextOf, type Surroundings } from './context.ts';
import { below, counted, namedCounts, type Columns, whole } from './output.ts';
import { notSeenWhole } from './scan-totals.ts';
import type { Account, Framework, FrameworkSummary } from './shapes.ts';

interface ShowOptions {
  readonly account?: string;
  readonly from?: string;
  readonly evidence?: string;
}

const pathOf = (id: string): string => `frameworks/${encodeURIComponent(id)}`;

const coverageOf = ({ coverage: { covered, partial, controls, percent } }: FrameworkSummary): string =>
  `${covered} of ${controls} (${percent}%)${partial === 0 ? '' : `, ${partial} more in part`}`;

const summaryFields = {
  framework: whole(({ framework_id }) => framework_id),
  name: ({ name }) => name,
  score: ({ score: { percent } }) => (percent === undefined ? '' : `${percent}%`),
  accounts: ({ seen }) => seen && accountsOf(seen),
  covered: coverageOf,
  manual: ({ coverage }) => coverage.manual,
  'not covered': ({ coverage }) => coverage.not_covered,
} as const satisfies Columns<FrameworkSummary>;

export function addFrameworks(program: Command, surroundings: Surroundings): void {
  const frameworks = program.command('frameworks').description('list benchmarks, and score the accounts against them');

  frameworks
    .command('list')
    .description('list frameworks: their scores, how many accounts these rest on, and how many of the controls policies cover')
    .action(async (_options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(api.list<FrameworkSummary>('frameworks'), summaryFields, 'There is no framework.');
    });

  frameworks
    .command('show')
    .description('score a framework, control by control')
    .argument('<id>', 'id of the framework: cis-aws-7.0')
    .option('--account <id>', 'score this account alone (default: all accounts together)')
    .option('--from <folder>', "score an export's resources by Muster's own policies, without the platform")
    .option('--evidence <folder>', 'write a new folder for auditors: every resource that passes, fails or is unknown, control by control')
    .action(async (id: string, { account, from, evidence }: ShowOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const { scoreWith } = await import('./frameworks/score.ts');
      const isFromPlatform = from === undefined && evidence === undefined;
      const framework = isFromPlatform
        ? await api.call<Framework>(pathOf(id), { query: { account_id: account } })
        : await scoreWith(api, id, { account, from, evidence });
      const unread =
        isFromPlatform && framework.score.percent === undefined && account !== undefined ? await whyUnread(api, account) : undefined;
      output.record(framework, {
        framework: ({ framework_id }) => framework_id,
        name: ({ name }) => name,
        account: ({ account_id }) => account_id ?? 'all',
        score: ({ score: { percent } }) =>
          percent === undefined ? (unread ?? 'no result yet; run "muster scan run"') : `${percent}% of the controls that were judged pass`,
        seen: ({ seen }) => seen && seenText(seen),
        controls: ({ score: { states } }) =>
          namedCounts(Object.fromEntries(Object.entries(states).map(([state, count]) => [worded(state), count]))),
        covered: coverageOf,
        suppressed: ({ controls }) => suppressedOf(controls),
      });
      if (output.json) return;
      if (evidence !== undefined) output.say(`Wrote ${evidence}: index.csv lists the controls, and controls/ has their resources.`);
      output.say('');
      await output.list(
        framework.controls,
        {
          control: ({ control_id }) => control_id,
          state: stateOf,
          title: ({ title }) => title,
          passed: ({ state, passed }) => shownIf(state, passed),
          failed: ({ state, failed }) => shownIf(state, failed),
          suppressed: ({ state, suppressed }) => shownIf(state, suppressed),
          unknown: ({ state, unknown }) => shownIf(state, unknown),
          accounts: ({ state, seen }) => (shownIf(state, 0) === undefined || seen === undefined ? undefined : accountsOf(seen)),
          note: below(noteOf),
          policies: below(({ policies }) => policies.join(', ')),
        },
        '',
      );
    });
}

/** Why there is no score of an account whose newest inventory failed. Undefined for other accounts. */
async function whyUnread(api: ApiClient, id: string): Promise<string | undefined> {
  const { status, last_inventory } = await api.call<Account>(`accounts/${encodeURIComponent(id)}`);
  return status === 'failed'
    ? `no result: the account could not be read: ${last_inventory?.error ?? 'its newest inventory failed'}`
    : undefined;
}

type Seen = NonNullable<Framework['seen']>;

/** `2 of 3`: accounts seen whole. */
const accountsOf = ({ accounts: { whole: read, total } }: Seen): string => (total === 0 ? '' : `${read} of ${total}`);

const seenText = ({ accounts, resources: { judged, unknown } }: Seen): string =>
  `${accounts.whole} of ${counted(accounts.total, 'account')} whole; ${counted(judged, 'verdict')}, and ${unknown} unknown`;

type Control = Framework['controls'][number];
type State = Control['state'];

const isPassing = (state: State): boolean => state === 'pass' || state === 'pass_where_seen';

const worded = (state: string): string => state.replaceAll('_', ' ');

/** A control that passes only because its failures are suppressed says so, so that nobody takes it for one without failures. */
const stateOf = ({ state, suppressed }: Control): string =>
  suppressed > 0 && (isPassing(state) || state === 'partial') ? `${worded(state)} (${suppressed} suppressed)` : worded(state);

function suppressedOf(controls: readonly Control[]): string | undefined {
  const passing = controls.filter(({ state, suppressed }) => isPassing(state) && suppressed > 0).length;
  return passing === 0
    ? undefined
    : `${counted(passing, 'control')} that pass${passing === 1 ? 'es' : ''} with failures that are suppressed`;
}

/** Why the control's state is not a full pass: accounts not seen whole, policies without a result, parts that no policy checks. */
function noteOf({ state, partial, not_whole, not_whole_in, not_evaluated = [] }: Control): string {
  const noResult =
    state === 'manual' || state === 'not_covered' || state === 'no_data' || not_evaluated.length === 0
      ? undefined
      : `no result of ${not_evaluated.join(', ')}`;
  const part = partial === undefined ? undefined : `in part only: ${partial}`;
  return [notSeenWhole(not_whole, not_whole_in), noResult, part].filter((text) => text !== undefined).join('; ');
}

/** Undefined for a control that no policy checks: it has no counts. */
const shownIf = (state: State, count: number): number | undefined => (state === 'manual' || state === 'not_covered' ? undefined : count);
