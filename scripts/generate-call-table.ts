/** Makes docs/calls.md: the calls that each resource type takes, as its definition says. */
import { SERVICE_LOADERS } from '../shared/clouds/aws/readers.generated.ts';
import { listCallsOf } from '../shared/clouds/types/calls-of.ts';
import type { ReadCall, TypeDefinition } from '../shared/clouds/types/definition.ts';
import { DETAILS_OF_POLICIES } from '../shared/policies/details-of-policies.generated.ts';

export const CALL_TABLE = 'docs/calls.md';

const PAGE_SIZE = /^(max|limit|page).*/i;

/** Markdown. A test holds the calls of the demo estate's resources; this page says what any account takes. */
export async function generatedCallTable(): Promise<string> {
  const services = (await Promise.all(Object.values(SERVICE_LOADERS).map((load) => load()))).map(({ sdk }) => sdk);
  const rows = services
    .flatMap(({ service, types }) => types.map((type) => rowOf(type, service.global === true || type.global === true)))
    .toSorted();
  return `${LEAD}\n\n| resource type | lists | further calls for each resource |\n|---|---|---|\n${rows.join('\n')}\n`;
}

const LEAD = `# Calls

An inventory of AWS makes these calls, and no others. A list is called once for each account and region, for each page of its results and, where it
says so, for each parent; a list of the whole account is called once. A slice without resources takes its lists alone, and a type whose lists another
type has read takes none. "1 for N" is one call for N resources. Details that only some policies need are counted if a built-in policy does.
\`npm run generate\` writes this page from the definitions.`;

function rowOf(type: TypeDefinition, isGlobal: boolean): string {
  const lists = [...listCallsOf(type), ...Object.values(type.joins ?? {}).map(({ list }) => list), ...(type.total ? [type.total.call] : [])]
    .filter(({ kind }) => kind !== 'read')
    .map((call) => `\`${call.operation}\`${pageOf(call.input)}`);
  const counted = [...Map.groupBy(lists, (text) => text)].map(([text, same]) => (same.length === 1 ? text : `${same.length} × ${text}`));
  const under = type.parents === undefined ? '' : `, of each \`${type.parents}\``;
  return `| \`${type.type}\` | ${counted.join(', ')}${under}${isGlobal ? ', of the account' : ''} | ${furtherCalls(type)} |`;
}

/** ` (1,000)`: the results of a page, where the definition asks for a number. */
function pageOf(input: Readonly<Record<string, unknown>> = {}): string {
  const [size] = Object.entries(input).flatMap(([name, value]) => (PAGE_SIZE.test(name) && Number(value) > 1 ? [Number(value)] : []));
  return size === undefined ? '' : ` (${size.toLocaleString('en-US')})`;
}

function furtherCalls(type: TypeDefinition): string {
  const { describe: described, details = {}, batch = {}, list } = type;
  const asked = DETAILS_OF_POLICIES[type.type] ?? [];
  const reads = [
    ...(list.kind === 'custom' ? Object.values(list.calls).filter((call) => call.kind === 'read') : []),
    ...(described?.kind === 'read' ? [described] : []),
    ...Object.entries(details).flatMap(([name, call]) => (call.optional && !asked.includes(name) ? [] : [call])),
  ];
  const batches = [...(described?.kind === 'batch' ? [described] : []), ...Object.values(batch)];
  const calls = [
    ...reads.map((call) => `\`${call.operation}\`${conditionOf(call)}`),
    ...batches.map(({ operation, size }) => `1 for ${size} \`${operation}\``),
  ];
  return calls.length === 0 ? 'none' : calls.join(', ');
}

const conditionOf = ({ when, after, each }: ReadCall): string => {
  const nested = Object.values(each ?? {}).map(({ operation }) => `\`${operation}\` of each element`);
  const conditions = when || after ? ['where it may be set'] : [];
  return [...conditions, ...nested].map((text) => ` (${text})`).join('');
};
