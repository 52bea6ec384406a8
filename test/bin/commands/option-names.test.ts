import { describe, expect, it } from '@jest/globals';
import { inOptions } from '../../../bin/commands/option-names.ts';
import { createProgram } from '../../../bin/commands/program.ts';
import { allCommands } from '../../../bin/commands/repeated.ts';

const program = createProgram({ stdout: process.stdout, stderr: process.stderr, env: {}, sleep: async () => {}, exitCode: 0 });
const commandOf = (words: string) => {
  const [group, name] = words.split(' ');
  return allCommands(program).find((each) => each.name() === (name ?? group) && (name === undefined || each.parent?.name() === group))!;
};

describe("a message of the API in a command's words", () => {
  it.each([
    ['accounts add', 'accounts[0].organizational_unit: too long.', '--unit: too long.'],
    ['accounts add', 'accounts[0].account_id: "12" is not an account id.', '<ids...>: "12" is not an account id.'],
    ['accounts show', 'account_id: "9" is wrong.', '<accounts...>: "9" is wrong.'],
    ['suppressions add', 'scope.policy_id: "x" is wrong.', '--policy: "x" is wrong.'],
    ['add aws-account', 'settings.role_name: write the name.', '--role-name: write the name.'],
    ['inventory run', 'accounts[0]: "1" is wrong.', '--accounts: "1" is wrong.'],
    [
      'findings list',
      'account_id: "account_id" is wrong; give account_id or tag.',
      '--account: "account_id" is wrong; give --account or tag.',
    ],
    ['policies list', 'resource_type: "zz" is wrong.', '--type: "zz" is wrong.'],
    ['summary', 'The job scan_1 is gone: retry.', 'The job scan_1 is gone: retry.'],
    ['jobs cancel', 'client_token: used before.', 'client_token: used before.'],
  ])('%s: %s', (words, detail, reworded) => {
    expect(inOptions(detail, commandOf(words))).toBe(reworded);
  });
});
