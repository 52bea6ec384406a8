import { expect, it } from '@jest/globals';
import { outputName, resolveConfig } from '../../../../shared/managed/dependencies.ts';
import { MANAGERS } from '../../../../shared/managed/managers.ts';

const pipeline = MANAGERS.get('pipeline');
const outputs = [...MANAGERS.values()].flatMap(({ type, outputs: of }) => Object.keys(of).map((output) => outputName(type, output)));

it('are outputs that managers have', () => {
  expect(Object.keys(pipeline?.inputs ?? {}).filter((input) => !outputs.includes(input))).toEqual([]);
});

it('are all that managers of databases, caches and repositories give, but addresses for people', () => {
  const given = outputs.filter((output) => /^(?:database|cache|repository)_/.test(output) && output !== 'repository_url');

  expect(Object.keys(pipeline?.inputs ?? {}).toSorted()).toEqual(given.toSorted());
});

it('fill the repository and the variables of the stages', () => {
  const [database, cache, repository] = ['database', 'cache', 'git_repository'].map((type) => MANAGERS.get(type));
  if (!pipeline || !database || !cache || !repository) throw new Error('A manager is missing.');
  const spec = {
    config: {
      kind: 'github_actions',
      token: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/forge-a1B2c3',
      stages: [{ name: 'test', commands: ['npm test'] }],
    },
    dependencies: ['db', 'cache', 'code'].map((name) => ({ name, relation: 'uses' as const })),
  };
  const dependencies = new Map([
    [
      'db',
      {
        manager: database,
        actual: {
          endpoint: 'db.example.com',
          port: 5432,
          database_name: 'shop',
          secret_arn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-1-a1B2c3',
        },
      },
    ],
    ['cache', { manager: cache, actual: { endpoints: ['a.example.com:6379', 'b.example.com:6379'], port: 6379 } }],
    [
      'code',
      {
        manager: repository,
        actual: { full_name: 'acme/shop', clone_url: 'https://git.example.com/acme/shop.git', url: 'https://git.example.com/acme/shop' },
      },
    ],
  ]);

  expect(resolveConfig(spec, pipeline, dependencies)).toMatchObject({
    config: {
      repository: 'acme/shop',
      environment: {
        DATABASE_ENDPOINT: 'db.example.com',
        DATABASE_PORT: '5432',
        DATABASE_NAME: 'shop',
        DATABASE_SECRET: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-1-a1B2c3',
        CACHE_ENDPOINTS: 'a.example.com:6379,b.example.com:6379',
        CACHE_PORT: '6379',
        REPOSITORY_CLONE_URL: 'https://git.example.com/acme/shop.git',
      },
    },
  });
});
