/** Words the API's messages for the command line: the API names members of its input, the user has written options and arguments. */
import type { Command } from 'commander';

/** Members whose option has another name. */
const OTHER_NAMES: Readonly<Record<string, string>> = { organizational_unit: 'unit', resource_type: 'type', uid: 'resource' };

/** The path of an input at the beginning of a message: `accounts[0].account_id: `. */
const FIELD = /^([a-z_]+(?:\[\d+\])?(?:\.[a-z_]+(?:\[\d+\])?)*): /;
/** Members of the requests in a file, which the user has written by these names. */
const OF_FILES = /^resources\[\d+\]\./;
/** A text in quotes, which is not the API's, or a name with an underscore. */
const QUOTED_OR_NAME = /"(?:[^"\\]|\\.)*"|\b[a-z]+(?:_[a-z]+)+\b/g;

/** `scope.policy_id: "x" is …` → `--policy: "x" is …`. What is neither an option nor an argument of the command stays as it is. */
export function inOptions(detail: string, command: Command): string {
  const [prefix = '', field] = FIELD.exec(detail) ?? [];
  const isOfFile = field !== undefined && OF_FILES.test(field);
  const named = field === undefined || isOfFile ? undefined : (optionOf(field, command) ?? argumentOf(field, command));
  const rest = detail
    .slice(prefix.length)
    .replaceAll(QUOTED_OR_NAME, (text) => (text.startsWith('"') ? text : (optionOf(text, command) ?? text)));
  return `${named === undefined ? prefix : `${named}: `}${rest}`;
}

const segmentsOf = (field: string): readonly string[] =>
  field
    .split('.')
    .map((segment) => segment.replace(/\[\d+\]$/, ''))
    .toReversed();

function optionOf(field: string, { options }: Command): string | undefined {
  const known = new Set(options.map(({ long }) => long));
  return segmentsOf(field)
    .flatMap((segment) => [segment, OTHER_NAMES[segment] ?? segment, segment.replace(/_id$/, '')])
    .flatMap((name) => [`--${name.replaceAll('_', '-')}`, `--${name.replaceAll('_', '-')}s`])
    .find((long) => known.has(long));
}

/** The command's first argument, if the field is an id. */
function argumentOf(field: string, { registeredArguments: [argument] }: Command): string | undefined {
  if (!argument || !/(?:_id|^uid|^date)$/.test(segmentsOf(field)[0]!)) return undefined;
  return `<${argument.name()}${argument.variadic ? '...' : ''}>`;
}
