/** `muster frameworks`: lists benchmarks and scores the accounts against them. */
import type { Command } from 'commander';
import { numberText } from '../../shared/number-text.ts';
import { accountsOption } from './accounts-option.ts';
import { contextOf, type Surroundings } from './context.ts';
import { below, counted, namedCounts, type Columns, titled, whole } from './output.ts';
import { accountsOf, noteOf, scoreText, seenText, shownIf, stateOf, suppressedOf, worded } from '../../shared/reports/framework-words.ts';
import type { Framework, FrameworkSummary } from './shapes.ts';

interface ShowOptions {
  readonly account?: readonly string[];
  readonly from?: string;
  readonly evidence?: string;
}

const pathOf = (id: string): string => `frameworks/${encodeURIComponent(id)}`;

const coverageOf = ({ coverage: { covered, partial, controls, percent } }: FrameworkSummary): string =>
  `${numberText(covered)} of ${numberText(controls)} (${percent}%)${partial === 0 ? '' : `, ${numberText(partial)} more in part`}`;

const summaryFields = {
  framework: whole(({ framework_id }) => framework_id),
  name: titled(({ name }) => name),
  score: whole(({ score: { percent } }) => (percent === undefined ? '' : `${percent}%`)),
  accounts: whole(({ seen }) => seen && accountsOf(seen)),
  covered: whole(({ coverage: { covered, controls } }) => `${numberText(covered)} of ${numberText(controls)}`),
  'in part': ({ coverage }) => coverage.partial,
} as const satisfies Columns<FrameworkSummary>;

const MORE_FIELDS = {
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
      await output.list(
        api.list<FrameworkSummary>('frameworks'),
        { ...summaryFields, ...(output.isWide && MORE_FIELDS) },
        'There is no framework.',
      );
    });

  frameworks
    .command('show')
    .description('score a framework, control by control')
    .argument('<id>', 'id of the framework: cis-aws-7.0')
    .addOption(accountsOption('--account <ids>', 'score these accounts alone (default: all accounts together)'))
    .option('--from <folder>', "score an export's resources by Muster's own policies, without the platform")
    .option('--evidence <folder>', 'write a new folder for auditors: every resource that passes, fails or is unknown, control by control')
    .action(async (id: string, { account, from, evidence }: ShowOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const { scoreWith } = await import('./frameworks/score.ts');
      const isFromPlatform = from === undefined && evidence === undefined;
      const framework = isFromPlatform
        ? await api.call<Framework>(pathOf(id), { query: { account_id: account } })
        : await scoreWith(api, id, { account, from, evidence });
      output.record(framework, {
        framework: ({ framework_id }) => framework_id,
        name: ({ name }) => name,
        account: ({ account_id, selected_accounts }) =>
          account_id ?? (selected_accounts === undefined ? 'all' : counted(selected_accounts, 'selected account')),
        score: scoreOf,
        seen: ({ seen }) => seen && seenText(seen),
        controls: ({ score: { states } }) =>
          namedCounts(Object.fromEntries(Object.entries(states).map(([state, count]) => [worded(state), count]))),
        covered: coverageOf,
        suppressed: ({ controls }) => suppressedOf(controls),
      });
      if (output.json) return;
      if (evidence !== undefined) output.say(`Wrote ${evidence}: index.csv lists the controls, and controls/ has their resources.`);
      for (const line of unreadLines(framework)) output.say(line);
      output.say('');
      await output.list(
        framework.controls,
        {
          control: whole(({ control_id }) => control_id),
          state: whole(stateOf),
          title: titled((control) => control.title),
          passed: ({ state, passed }) => shownIf(state, passed),
          failed: ({ state, failed }) => shownIf(state, failed),
          unknown: ({ state, unknown }) => shownIf(state, unknown),
          ...(output.isWide && WIDE_CONTROL_FIELDS),
          note: below(noteOf),
          policies: below(({ policies }) => policies.join(', ')),
        },
        '',
      );
    });
}

/** The score in words, or why there is none. */
function scoreOf({ score, account_id, unread_accounts }: Framework): string {
  const reason = unread_accounts?.first[0]?.reason;
  return (
    scoreText(score) ??
    (account_id === undefined || reason === undefined
      ? 'no result yet; run "muster scan run"'
      : `no result: the account could not be read: ${reason}`)
  );
}

/** A line for each account that could not be read, in the words of `muster run`. */
function unreadLines({ unread_accounts }: Framework): readonly string[] {
  const { total, first } = unread_accounts ?? { total: 0, first: [] };
  const more = total > first.length ? [`and ${counted(total - first.length, 'more account')} could not be read`] : [];
  return [...first.map(({ account_id, reason }) => `Not read: ${account_id}: ${reason}`), ...more];
}

type Control = Framework['controls'][number];

const WIDE_CONTROL_FIELDS = {
  suppressed: ({ state, suppressed }) => shownIf(state, suppressed),
  accounts: ({ state, seen }) => (shownIf(state, 0) === undefined || seen === undefined ? undefined : accountsOf(seen)),
} as const satisfies Columns<Control>;
