/**
 * Build projects of a region. What may hold secrets is left out: the values of environment variables, the commands of a build, the logins of sources'
 * URLs (`https://user:token@…`), and URLs that let in whoever has them, such as those of webhooks and badges.
 */
import { defineType, inBatches, inside, paged, relation, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::CodeBuild::Project',
  kind: 'build_project',
  list: paged('ListProjects', 'projects', {}, { as: 'name' }),
  describe: inBatches('BatchGetProjects', { names: 'name' }, 100, 'projects', {
    match: 'name',
    failures: { items: 'projectsNotFound', match: '@', gone: true },
  }),
  id: 'name',
  nativeId: 'arn',
  name: 'name',
  tags: { path: 'tags', key: 'key', value: 'value' },
  relationships: [
    inside('AWS::EC2::VPC', 'vpcConfig.vpcId'),
    inside('AWS::EC2::Subnet', 'vpcConfig.subnets[]'),
    uses('AWS::EC2::SecurityGroup', 'vpcConfig.securityGroupIds[]', 'environment.dockerServer.securityGroupIds[]'),
    uses('AWS::IAM::Role', 'serviceRole', 'buildBatchConfig.serviceRole', 'resourceAccessRole'),
    usesKey('encryptionKey'),
    relation('logs_to', 'AWS::Logs::LogGroup', 'logsConfig.cloudWatchLogs.groupName'),
  ],
  drop: [
    'badge.badgeRequestUrl',
    'environment.environmentVariables[].value',
    'secondarySources[].buildspec',
    'source.buildspec',
    'webhook.payloadUrl',
    'webhook.secret',
    'webhook.url',
  ],
  urls: ['source.location', 'secondarySources[].location'],
});
