/** One `muster run`: checks everything that can be checked beforehand, then reads the accounts, then prints a summary. */
import { join } from 'node:path';
import { asking, type NamedFields } from '../../../shared/clouds/asked-details.ts';
import { morningOf } from '../../../shared/clouds/demo/calendar.ts';
import { DEMO_CONNECTIONS, withDemo } from '../../demo-estate.ts';
import type { Connection } from '../../../shared/clouds/connection.ts';
import { isHeldBy, type ResourceType } from '../../../shared/clouds/resource-type.ts';
import type { Manifest } from '../../../shared/exports/manifest.ts';
import { placeNumbered } from '../../../shared/exports/place-folder.ts';
import { openExport } from '../../../shared/exports/read-export.ts';
import { inventoryOf } from '../../../shared/exports/diff-files.ts';
import { compareText } from '../../../shared/exports/order.ts';
import { parseAccountSelector } from '../../../shared/connections/account-selector.ts';
import type { Provider } from '../../../shared/ids.ts';
import type { CompiledPolicy } from '../../../shared/policies/compile-policy.ts';
import { systemClock } from '../../../shared/real-seams.ts';
import { PROVIDER_FACTS } from '../../../shared/provider-facts.ts';
import { knownServices, RESOURCE_TYPES } from '../../../shared/registry.ts';
import { serviceNamed } from '../../../shared/service-names.ts';
import { failing } from '../../../shared/reports/fail-on.ts';
import { REPORT_NAMES } from '../../../shared/reports/names.ts';
import type { ReportFormat } from '../../../shared/reports/record.ts';
import { runInto } from '../../../shared/run/run-into.ts';
import type { RunSummary } from '../../../shared/run/run-summary.ts';
import { accountsOf, checkRegions, type ReachedAccount, typesOf, withTags } from '../../../shared/run/scope.ts';
import { isoTime } from '../../../shared/seams.ts';
import { suggestion } from '../../../shared/validation/nearest.ts';
import { cloudFailure } from '../cloud-failure.ts';
import type { Surroundings } from '../context.ts';
import { CommandError, EXIT, exitCodeOf } from '../exit-codes.ts';
import { counted, type Output, printable } from '../output.ts';
import { localAgent, usualConnection } from '../local-agent.ts';
import { createRunProgress, type RunProgress } from './progress.ts';
import { type Flags, type Resolved, resolveSettings } from './resolve-settings.ts';
import type { Settings } from './settings.ts';
import { versionOf } from '../../../shared/version.ts';
import { printRun } from './print-run.ts';

/** @throws CommandError, NotWritten, BadExport */
export async function runCommand(flags: Flags, output: Output, surroundings: Surroundings): Promise<void> {
  const resolved = resolveSettings(flags, surroundings.env);
  const { settings } = resolved;
  const progress = createRunProgress(surroundings.stderr, settings, surroundings.env);
  const ending = new AbortController();
  const interrupted = new CommandError('Interrupted: nothing was written.', EXIT.failed);
  const uninterrupted = surroundings.onInterrupt?.(() => ending.abort(interrupted));
  try {
    const startedAt = systemClock.now();
    const target = join(settings.outdir, folderName(startedAt));
    const { result: summary, folder } = await readInto(target, startedAt, resolved, ending, progress, surroundings.env);
    progress.stop();
    const failed =
      settings.fail_on && summary.scan && failing(settings.fail_on, summary.scan.by_severity, summary.scan.unknown_by_severity);
    const isGated = failed !== undefined && failed.open + failed.unknown > 0 && summary.status !== 'failed';
    surroundings.exitCode = isGated ? EXIT.found : exitCodeOf(summary.status);
    for (const line of await notHeld(settings, summary)) surroundings.stderr.write(`muster: ${printable(line)}\n`);
    if (output.json) output.document({ ...summary, folder });
    else if (settings.quiet) surroundings.stdout.write(`${folder}\n`);
    else await printRun(summary, folder, output);
    if (isGated && !settings.quiet) output.say(gateText(failed));
  } catch (error) {
    throw cloudFailure(ending.signal.reason === interrupted ? interrupted : error);
  } finally {
    progress.stop();
    uninterrupted?.();
  }
}

const gateText = ({ open, unknown }: { readonly open: number; readonly unknown: number }): string =>
  `--fail-on: ${[
    ...(open > 0 ? [`${counted(open, 'open finding')} of that severity or above`] : []),
    ...(unknown > 0 ? [`${counted(unknown, 'verdict')} not known`] : []),
  ].join(', ')}; exit code ${EXIT.found}.`;

/** Sentences about the accounts that could not be read, for reports that have no place for them. */
async function notHeld(settings: Settings, { failed_accounts, accounts }: RunSummary): Promise<readonly string[]> {
  if (failed_accounts.length === 0 || !settings.scan) return [];
  const lacking = (await reportsOf(settings)).filter(({ lacksUnreadAccounts }) => lacksUnreadAccounts).map(({ findings }) => findings.name);
  const more = accounts.failed - failed_accounts.length;
  return lacking.flatMap((file) => [
    ...failed_accounts.map(
      ({ account_id, error }) => `${file} has no place for this: account ${account_id} could not be read: ${error ?? 'nothing of it was'}`,
    ),
    ...(more > 0 ? [`Nor has it for ${counted(more, 'more account')}: accounts.jsonl has them.`] : []),
  ]);
}

/** `20261121T101530Z` */
const folderName = (ms: number): string => isoTime(ms).replaceAll(/[-:]|\.\d+/g, '');

async function readInto(
  folder: string,
  startedAt: number,
  resolved: Resolved,
  ending: AbortController,
  events: RunProgress,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly result: RunSummary; readonly folder: string }> {
  const { settings } = resolved;
  // A text that cannot be a selector is refused before anything logs in.
  for (const text of settings.accounts ?? []) parseAccountSelector(text, 'accounts');
  const policies = settings.scan ? await policiesOf(settings.policy ?? '*') : undefined;
  const types = asking(typesOf(settings, RESOURCE_TYPES), await fieldsAsked(settings, policies));
  const leftOut = typesLeftOut(policies, types);
  if (leftOut.length > 0)
    events.note(
      `Some policies also look at ${leftOut.join(', ')}, which this run does not read: where the verdict depends on it, it is unknown. ` +
        'Add what is missing to the types or services to read.',
    );
  const prev = settings.prev === undefined ? undefined : await openExport(settings.prev);
  if (prev) {
    inventoryOf(prev);
    await prev.verify('resources', 'coverage');
  }
  const environment = settings.demo ? withDemo(env, { accounts: settings.demo_accounts, day: settings.day }) : env;
  const sessions = { detailConcurrency: settings.workers_enrich, signal: ending.signal };
  const connections = connectionsOf(resolved, types);
  const agent = localAgent(connections, environment, sessions);
  const overview = await withTags(settings, await agent.overview(connections));
  const [failed] = overview.failed;
  if (failed && overview.seen.length === 0) throw failed.error;
  const logins = overview.seen.map(({ login }) => login);
  await checkRegions(settings, logins, PROVIDER_FACTS);
  const seen = accountsOf(settings, overview, (text) => events.note(text));
  const discovers = settings.types === undefined && settings.services === undefined;
  // A directory has no machines, and a subscription no users: without --accounts, one that can have none of the types is left out, as other clouds are.
  const able = seen.filter(({ account_id }) => types.some((type) => isHeldBy(type, account_id)));
  const accounts = discovers || settings.accounts !== undefined || able.length === 0 ? seen : able;
  if (failed && accounts.length === 0) throw failed.error;
  for (const { connection, error } of overview.failed)
    events.note(`The connection ${connection.connection_id} failed, and none of its accounts is read. ${error.message}`);
  return await placeNumbered(
    folder,
    async (temporary) =>
      await runInto(temporary, {
        agent,
        accounts,
        failedConnections: overview.failed,
        types,
        discovers,
        regions: settings.regions ?? '*',
        policies,
        now: policyTimeAt(startedAt, settings),
        startedAt,
        accountsAtOnce: settings.workers_accounts,
        slicesAtOnce: settings.workers_region,
        maxResources: settings.max_resources_per_slice,
        formats: settings.formats,
        scope: scopeOf(settings, accounts),
        reports: policies && { formats: await reportsOf(settings), version: versionOf() },
        prev,
        events,
        clock: systemClock,
        ending,
      }),
  );
}

/** The types at which policies over the types to read look too, and which are not among them. */
function typesLeftOut(policies: readonly CompiledPolicy[] = [], types: readonly ResourceType[]): readonly string[] {
  const read = new Set(types.map(({ type }) => type));
  const used = policies.filter(({ policy }) => read.has(policy.resource_type)).flatMap(({ related_types }) => related_types);
  return [...new Set(used)].filter((type) => !read.has(type)).toSorted(compareText);
}

/** A scan's findings are also written as CSV wherever the inventory is. */
async function reportsOf({ format, formats }: Settings): Promise<readonly ReportFormat[]> {
  const { REPORT_FORMATS } = await import('../../../shared/reports/formats.ts');
  return REPORT_NAMES.filter((name) => format.includes(name) || (name === 'csv' && formats.includes('csv'))).map(
    (name) => REPORT_FORMATS[name],
  );
}

/** The fields whose optional reads are made. */
async function fieldsAsked({ details }: Settings, policies: readonly CompiledPolicy[] = []): Promise<NamedFields | 'all'> {
  if (details === 'all') return 'all';
  if (policies.length === 0) return {};
  const { fieldsNamed } = await import('../../../shared/policies/compile-policy.ts');
  return fieldsNamed(
    policies.map(({ policy }) => policy),
    'native',
  );
}

/** Imported and compiled only if the run scans. @throws InvalidRequest with the nearest names */
async function policiesOf(selector: string) {
  const [{ builtInPolicies }, { selectPolicies }] = await Promise.all([
    import('../../../shared/policies/catalog.ts'),
    import('../../../shared/policies/select-policies.ts'),
  ]);
  return selectPolicies(selector, builtInPolicies()).policies;
}

/** The demo estate's connections to the clouds of which something is read. @throws CommandError for a provider that the estate does not have */
function demoConnections(provider: Provider | undefined, types: readonly ResourceType[]): readonly Connection[] {
  const all = [{ ...usualConnection('aws'), connection_id: 'demo' }, ...DEMO_CONNECTIONS];
  const chosen = all.filter((each) => provider === undefined || each.provider === provider);
  const needed = chosen.filter((each) => types.some((type) => type.provider === each.provider));
  if (chosen.length > 0) return needed.length > 0 ? needed : chosen;
  throw new CommandError(`The demo estate has nothing in ${provider}; leave --provider out.`, EXIT.refused);
}

/** @throws CommandError for a connection that the configuration file does not have */
function connectionsOf({ settings, connections, from }: Resolved, types: readonly ResourceType[]): readonly Connection[] {
  const { demo, provider, profile, auth, tenancy, connection } = settings;
  if (demo) return demoConnections(provider, types);
  const ofOci = { ...(auth !== undefined && { auth }), ...(tenancy !== undefined && { tenancy }) };
  if (provider === 'oci' && connection === undefined && Object.keys(ofOci).length > 0) return [usualConnection('oci', profile, ofOci)];
  if (profile !== undefined) return [usualConnection(provider ?? 'aws', profile)];
  if (connection === undefined) {
    const ofProvider = connections.filter((each) => provider === undefined || each.provider === provider);
    return ofProvider.length === 0 ? [usualConnection(provider ?? 'aws')] : ofProvider;
  }
  const found = connections.find(({ connection_id }) => connection_id === connection);
  if (found && (provider === undefined || found.provider === provider)) return [found];
  if (found)
    throw new CommandError(
      `${from.connection}: the connection ${connection} is of ${found.provider}, not of ${provider} (${from.provider}); leave one of the two out.`,
      EXIT.refused,
    );
  const names = connections.map(({ connection_id }) => connection_id);
  const known = names.length === 0 ? 'the configuration file has none' : `there are ${names.join(', ')}`;
  throw new CommandError(
    `${from.connection}: there is no connection ${JSON.stringify(connection)}; ${known}.${suggestion(connection, names)}`,
    EXIT.refused,
  );
}

/** The time of the observation, from which policies compute ages, in milliseconds since the epoch. The demo estate has days of its own. */
const policyTimeAt = (startedAt: number, { demo, day }: Settings): number => (demo ? morningOf(day).getTime() : startedAt);

/** The accounts are named by their ids, however they were selected. */
function scopeOf({ accounts, services, types, regions }: Settings, read: readonly ReachedAccount[]): Manifest['scope'] {
  const listed = (names: readonly string[] | undefined): '*' | string[] => names?.toSorted(compareText) ?? '*';
  const ids = accounts && read.map(({ account_id }) => account_id);
  const named = services && [...new Set(services.map((service) => serviceNamed(service, knownServices(), 'services')))];
  return { accounts: listed(ids), services: listed(named), types: listed(types), regions: listed(regions) };
}
