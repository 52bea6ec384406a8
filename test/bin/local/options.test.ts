import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { isBlocked } from '../../../bin/local/blocked-ports.ts';
import { parseOptions } from '../../../bin/local/options.ts';

const parse = (text: string): ReturnType<typeof parseOptions> => parseOptions(text.split(' ').filter(Boolean));

describe('the ports that fetch blocks', () => {
  it('are those that it refuses without a connection', async () => {
    for (const port of [1, 22, 6000, 6666, 6697, 10_080]) {
      expect(isBlocked(port)).toBe(true);
      await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ cause: { message: 'bad port' } });
    }
    expect([0, 80, 443, 4000, 6001, 8080].filter((port) => isBlocked(port))).toEqual([]);
  });
});

describe('the options of npm start', () => {
  it('have defaults', () => {
    expect(parse('')).toEqual({
      once: false,
      job: true,
      port: 4000,
      data: '.muster/demo',
      fresh: false,
      auth: false,
      web: true,
      aws: false,
      manage: false,
      seed: false,
    });
  });

  it('keep real accounts in a folder of their own', () => {
    expect(parse('--aws')).toMatchObject({ aws: true, data: '.muster/aws' });
    expect(parse('--aws --data here')).toMatchObject({ data: 'here' });
  });

  it('are told in the help with the variables of the inventory', () => {
    const printed = execFileSync(process.execPath, ['bin/launch.mjs', 'bin/local.ts', '--help'], { encoding: 'utf8' });
    for (const name of ['MUSTER_REGIONS', 'MUSTER_DETAILS', 'MUSTER_RHYTHM', 'MUSTER_MAX_RESOURCES_PER_SLICE'])
      expect(printed).toContain(name);
  });

  it('are read', () => {
    expect(parse('--once --port 0 --fresh --accounts 3 --day 2')).toMatchObject({ once: true, port: 0, fresh: true, accounts: 3, day: 2 });
    expect(parse('--fresh --fresh')).toMatchObject({ fresh: true });
    expect(parse('--no-job --policies mine')).toMatchObject({ job: false, policies: 'mine' });
    expect(parse('--no-web')).toMatchObject({ web: false });
    expect(parse('--manage --aws')).toMatchObject({ manage: true, aws: true });
    expect(parse('--manage --manage-endpoint http://127.0.0.1:5000')).toMatchObject({ manageEndpoint: 'http://127.0.0.1:5000' });
    expect(parse('--seed --aws --no-job')).toMatchObject({ seed: true, aws: true, job: false });
  });

  it.each([
    ['--bogus', "unknown option '--bogus'"],
    ['--dat x', "unknown option '--dat' (Did you mean one of --data, --day?) See npm start -- --help."],
    ['something', 'too many arguments'],
    ['--port 65536', 'Write a whole number from 0 to 65535.'],
    ['--port 80x', 'Write a whole number from 0 to 65535.'],
    ['--accounts 0', 'Write a whole number from 1 to 10000.'],
    ['--accounts 10001', 'Write a whole number from 1 to 10000.'],
    ['--day 3', 'Allowed choices are 1, 2.'],
    ['--manage', '--manage creates resources, which the demo estate cannot hold: add --aws for real accounts, or --manage-endpoint'],
    ['--manage-endpoint http://127.0.0.1:5000', '--manage-endpoint says where --manage creates resources: add --manage'],
    ['--manage --manage-endpoint 127.0.0.1:5000', 'Write a URL of http or https, such as http://127.0.0.1:5000.'],
    ['--manage --manage-endpoint file:///tmp', 'Write a URL of http or https, such as http://127.0.0.1:5000.'],
    ['--aws --day 2', '--day is for the demo estate: leave it out with --aws.'],
    ['--once --no-job', 'leave one of them out'],
    ['--port 6000', 'Browsers and fetch refuse to call port 6000; choose another, such as 4000.'],
    ['--port 6666', 'refuse to call port 6666'],
    ['--port 4001 --port 4002', "option '--port' is given twice and takes one value; give it once."],
    ['--port=0 --port=0', "option '--port' is given twice"],
    ['--data a --data b', "option '--data' is given twice"],
    ['--accounts 1 --accounts 2', "option '--accounts' is given twice"],
    ['--day 1 --day 2', "option '--day' is given twice"],
    ['--policies a --policies b', "option '--policies' is given twice"],
  ])('refuse %s', (text, message) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ message: expect.stringContaining(message), exitCode: 2 }));
  });
});
