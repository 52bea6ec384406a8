import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const APP = 'd[0-9a-f]{13}';

it.each([
  { type: 'AWS::Amplify::App', id: APP, arn: `amplify:<region>:<account>:apps/${APP}`, relations: ['uses AWS::IAM::Role'] },
  {
    type: 'AWS::Amplify::Branch',
    id: `arn:aws:amplify:us-east-1:[0-9]+:apps/${APP}/branches/main`,
    arn: `amplify:<region>:<account>:apps/${APP}/branches/main`,
    relations: ['in AWS::Amplify::App'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it.each(['AWS::Amplify::App', 'AWS::Amplify::Branch'])(
  'keeps the names of the environment variables of %s, and no secret',
  async (type) => {
    const found = await fetchAll(typeCalled(type));

    expect(found.length).toBeGreaterThan(0);
    for (const { config } of found) {
      expect(config['environmentVariables']).toEqual({ API_TOKEN: null });
      expect(JSON.stringify(config)).not.toContain('not-stored');
    }
  },
);

it('keeps no secret of the branches that an app makes by itself', async () => {
  const autoBranchCreationConfig = { environmentVariables: { TOKEN: 'hunter2' }, basicAuthCredentials: 'hunter2', buildSpec: 'hunter2' };
  const aws = new SampledAws({ ListApps: { apps: [{ appId: 'd1', autoBranchCreationConfig }] } });

  expect((await fetchAll(typeCalled('AWS::Amplify::App'), aws))[0]?.config).toEqual({
    appId: 'd1',
    autoBranchCreationConfig: { environmentVariables: { TOKEN: null } },
  });
});

it('has no branches of an app that was deleted since it was listed', async () => {
  const aws = new SampledAws({ ListApps: { apps: [{ appId: 'd1' }] }, ListBranches: new AnsweredError('NotFoundException', 'No.', 404) });

  expect(await fetchAll(typeCalled('AWS::Amplify::Branch'), aws)).toEqual([]);
});

it('stores the targets of rules without the login and the query that they may have', async () => {
  const [app] = await fetchAll(typeCalled('AWS::Amplify::App'));

  expect(app?.config['customRules']).toMatchObject([{ target: 'https://***:***@internal.halden.example/<*>' }, { target: '/index.html' }]);
});
