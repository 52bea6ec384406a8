import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::CodeBuild::Project',
    id: '.+-build',
    arn: 'codebuild:<region>:<account>:project/.+-build',
    relations: [
      'in AWS::EC2::Subnet',
      'in AWS::EC2::VPC',
      'logs_to AWS::Logs::LogGroup',
      'uses AWS::EC2::SecurityGroup',
      'uses AWS::IAM::Role',
      'uses AWS::KMS::Key',
    ],
  },
  {
    type: 'AWS::CodeBuild::ReportGroup',
    id: 'arn:aws:codebuild:[^:]+:[0-9]+:report-group/.+-tests',
    arn: 'codebuild:<region>:<account>:report-group/.+-tests',
    relations: ['uses AWS::S3::Bucket'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('keeps the names of environment variables, and no value, command or URL that may be a secret', async () => {
  const found = await fetchAll(typeCalled('AWS::CodeBuild::Project'));

  expect(found.length).toBeGreaterThan(0);
  for (const { config } of found) {
    expect(JSON.stringify(config)).not.toContain('not-stored');
    expect(config['environment']).toMatchObject({
      environmentVariables: [
        { name: 'STAGE', type: 'PLAINTEXT' },
        { name: 'AWS_ACCESS_KEY_ID', type: 'PLAINTEXT' },
      ],
    });
    expect(config['source']).toMatchObject({ type: 'BITBUCKET', location: 'https://***:***@bitbucket.org/halden/app.git' });
  }
});

it('keeps no secret of a second source or a webhook', async () => {
  const project = {
    name: 'blue',
    secondarySources: [{ type: 'GITHUB', location: 'https://hunter2@github.example/blue.git', buildspec: 'echo hunter2' }],
    webhook: { secret: 'hunter2', url: 'https://api.example/hunter2', status: 'ACTIVE' },
  };
  const aws = new SampledAws({ ListProjects: { projects: ['blue'] }, BatchGetProjects: { projects: [project] } });

  const [found] = await fetchAll(typeCalled('AWS::CodeBuild::Project'), aws);
  expect(found?.config).toEqual({
    name: 'blue',
    secondarySources: [{ type: 'GITHUB', location: 'https://***@github.example/blue.git' }],
    webhook: { status: 'ACTIVE' },
  });
});

it('drops what is gone since it was listed', async () => {
  const group = 'arn:aws:codebuild:us-east-1:111122223333:report-group/red';
  const aws = new SampledAws({
    ListProjects: { projects: ['blue', 'red'] },
    BatchGetProjects: { projects: [{ name: 'blue' }], projectsNotFound: ['red'] },
    ListReportGroups: { reportGroups: [group] },
    BatchGetReportGroups: { reportGroups: [], reportGroupsNotFound: [group] },
  });

  expect((await fetchAll(typeCalled('AWS::CodeBuild::Project'), aws)).map(({ resource_id }) => resource_id)).toEqual(['blue']);
  expect(await fetchAll(typeCalled('AWS::CodeBuild::ReportGroup'), aws)).toEqual([]);
});
