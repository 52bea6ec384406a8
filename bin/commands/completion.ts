/** `muster completion`: prints a script by which a shell completes commands, options and their values. It is made from the commands themselves. */
import { Argument, type Command, type Option } from 'commander';
import { AccountsOption } from './accounts-option.ts';
import type { Surroundings } from './context.ts';
import { allCommands } from './repeated.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

const HELP = `
  bash:  muster completion bash > ~/.local/share/bash-completion/completions/muster
  zsh:   muster completion zsh > "\${fpath[1]}/_muster"
  fish:  muster completion fish > ~/.config/fish/completions/muster.fish`;

export function addCompletion(program: Command, surroundings: Surroundings): void {
  program
    .command('completion')
    .description('print a script that makes your shell complete commands and options')
    .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS))
    .addHelpText('after', HELP)
    .action((shell: Shell) => {
      surroundings.stdout.write(SCRIPTS[shell](program));
    });
}

interface Word {
  readonly word: string;
  readonly help: string;
}

/** The words that may follow a command: its subcommands and its options. */
interface Level {
  /** `''` for muster itself, `findings list`. */
  readonly path: string;
  readonly words: readonly Word[];
}

const pathOf = (command: Command): string => (command.parent ? `${pathOf(command.parent)} ${command.name()}`.trim() : '');

function levelsOf(program: Command): readonly Level[] {
  const everywhere = program.options.filter(isShown).map(wordOf);
  return allCommands(program).flatMap((command) => {
    const commands = command.commands.map((each) => ({ word: each.name(), help: each.description() }));
    const options = command === program ? [] : command.options.filter(isShown).map(wordOf);
    const choices = command.registeredArguments.flatMap(({ argChoices = [], description }) =>
      argChoices.map((word) => ({ word, help: description })),
    );
    const words = [...commands, ...choices, ...options, ...everywhere, { word: '--help', help: 'show help' }];
    return pathsOf(command).map((path) => ({ path, words }));
  });
}

const isShown = ({ hidden }: Option): boolean => !hidden;
const wordOf = ({ long, description }: Option): Word => ({ word: long!, help: description });

interface Values {
  /** `findings list`. */
  readonly path: string;
  /** `--severity` */
  readonly option: string;
  readonly names: readonly string[];
  /** Whether more is written behind each name, as behind `unit:`. */
  readonly isOpen: boolean;
}

/** The values that complete options, command by command: options of one name may take other values elsewhere. */
function valuesOf(program: Command): readonly Values[] {
  return allCommands(program).flatMap((command) => {
    // Options of the program may stand behind any command.
    const options = command === program ? program.options : [...command.options, ...program.options];
    const values = options.flatMap((option) => {
      const isOpen = option instanceof AccountsOption;
      const names = isOpen ? option.beginnings : option.argChoices;
      return names && isShown(option) ? [{ option: option.long!, names, isOpen }] : [];
    });
    return pathsOf(command).flatMap((path) => values.map((each) => ({ path, ...each })));
  });
}

/** The ways to write a command: by its name, or by an alias. */
function pathsOf(command: Command): readonly string[] {
  if (!command.parent) return [''];
  const parent = pathOf(command.parent);
  return [command.name(), ...command.aliases()].map((name) => `${parent} ${name}`.trim());
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The words of the command line that lead to a level: a loop over the words before the cursor, as bash and zsh read it. */
const followed = (levels: readonly Level[]): string =>
  levels
    .filter(({ path }) => path !== '')
    .map(({ path }) => quoted(path))
    .join('|');

function bash(program: Command): string {
  const levels = levelsOf(program);
  const values = valuesOf(program).map(
    ({ path, option, names, isOpen }) =>
      `    ${quoted(`${path} ${option}`)}) ${isOpen ? 'compopt -o nospace 2>/dev/null; ' : ''}COMPREPLY=($(compgen -W ${quoted(names.join(' '))} -- "$cur")); return ;;`,
  );
  const words = levels.map(({ path, words: each }) => `    ${quoted(path)}) words=${quoted(each.map(({ word }) => word).join(' '))} ;;`);
  return `# Completion of muster for bash, printed by "muster completion bash".
_muster() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} path= words= next i
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="\${path:+$path }\${COMP_WORDS[i]}"
    case $next in
      ${followed(levels)}) path=$next ;;
    esac
  done
  case "$path $prev" in
${values.join('\n')}
  esac
  case $path in
${words.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _muster muster
`;
}

function zsh(program: Command): string {
  const levels = levelsOf(program);
  const values = valuesOf(program).map(
    ({ path, option, names, isOpen }) =>
      `    ${quoted(`${path} ${option}`)}) compadd ${isOpen ? "-S '' " : ''}-- ${names.join(' ')}; return ;;`,
  );
  const described = ({ word, help }: Word): string => quoted(`${word}:${help.replaceAll(':', '\\:')}`);
  const words = levels.map(({ path, words: each }) => `    ${quoted(path)}) found=(${each.map(described).join(' ')}) ;;`);
  return `#compdef muster
# Completion of muster for zsh, printed by "muster completion zsh".
_muster() {
  local level= next i
  local -a found
  for ((i = 2; i < CURRENT; i++)); do
    next="\${level:+$level }$words[i]"
    case $next in
      ${followed(levels)}) level=$next ;;
    esac
  done
  case "$level $words[CURRENT-1]" in
${values.join('\n')}
  esac
  case $level in
${words.join('\n')}
  esac
  _describe muster found || _files
}
if [ "$funcstack[1]" = "_muster" ]; then _muster "$@"; else compdef _muster muster; fi
`;
}

function fish(program: Command): string {
  const levels = levelsOf(program);
  const values = valuesOf(program);
  const escaped = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const lines = levels.flatMap(({ path, words }) =>
    words.map(({ word, help }) => {
      const at = `complete -c muster -n ${escaped(`__muster_at ${escaped(path)}`)}`;
      if (!word.startsWith('--')) return `${at} -f -a ${escaped(word)} -d ${escaped(help)}`;
      const names = values.find((each) => each.path === path && each.option === word)?.names;
      return `${at} -l ${word.slice(2)} -d ${escaped(help)}${names ? ` -x -a ${escaped(names.join(' '))}` : ''}`;
    }),
  );
  return `# Completion of muster for fish, printed by "muster completion fish".
function __muster_at
  set -l level
  for word in (commandline -opc)[2..-1]
    set -l next (string trim "$level $word")
    if contains -- "$next" ${levels
      .filter(({ path }) => path !== '')
      .map(({ path }) => escaped(path))
      .join(' ')}
      set level "$next"
    end
  end
  test "$level" = "$argv[1]"
end
${lines.join('\n')}
`;
}

const SCRIPTS = { bash, zsh, fish } as const satisfies Record<Shell, (program: Command) => string>;
