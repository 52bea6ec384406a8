/** Options that stand on the command line more than once: lists collect their values, and anything else is refused. */
import type { Command, Option } from 'commander';
import { LIST_PARSERS } from './context.ts';

/** Whether the option collects the values of all its occurrences. */
export const isList = ({ variadic, parseArg }: Option): boolean => variadic || (parseArg !== undefined && LIST_PARSERS.has(parseArg));

/**
 * Makes every command of the program refuse an option that is given twice and is no list, instead of keeping the last one silently.
 * A switch may be repeated; together with its opposite (`--scan --no-scan`) it is refused.
 */
export function refuseRepeated(program: Command): void {
  for (const command of allCommands(program)) {
    const seen = new Map<string, string>();
    for (const option of command.options) {
      if (isList(option)) continue;
      command.on(`option:${option.name()}`, () => {
        const attribute = option.attributeName();
        const before = seen.get(attribute);
        seen.set(attribute, option.long!);
        const takesValue = option.required || option.optional;
        if (before === undefined || (!takesValue && before === option.long)) return;
        command.error(
          before === option.long
            ? `error: option '${option.long}' is given twice and takes one value; give it once.`
            : `error: options '${before}' and '${option.long}' contradict each other; give one of them.`,
        );
      });
    }
  }
}

/** The command, its subcommands, theirs, and so on. */
export function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap((each) => allCommands(each))];
}
