/**
 * The answers of Resource Explorer and of the Tagging API to a survey. The index of an account knows what the definitions of Muster leave out, and a part of the rest, as a real one
 * does: so its silence proves nothing.
 */
import type { ListResourcesOutput, Resource } from '@aws-sdk/client-resource-explorer-2';
import type { GetResourcesOutput } from '@aws-sdk/client-resource-groups-tagging-api';
import { AnsweredError, type CloudCall } from '../answerer.ts';
import type { AccountProfile } from './accounts.ts';
import { REGIONS } from './organization-facts.ts';
import { Draw } from '../../demo/random.ts';

interface Kind {
  /** Resource Explorer's name of the type, and that of CloudFormation, which it knows of some. */
  readonly type: string;
  readonly cfn?: string;
  readonly arn: string;
  /** The share of accounts that have some. */
  readonly share: number;
  /** The most that an account has in a region. */
  readonly most: number;
}

/** Kinds of which Muster has no definition. */
const UNKNOWN: readonly {
  readonly type: string;
  readonly cfn?: string;
  readonly arn: string;
  readonly share: number;
  readonly most: number;
}[] = [
  { type: 'iot:thing', cfn: 'AWS::IoT::Thing', arn: 'iot:{region}:{account}:thing/sensor-{n}', share: 0.3, most: 40 },
  { type: 'ssm:parameter', cfn: 'AWS::SSM::Parameter', arn: 'ssm:{region}:{account}:parameter/settings/{n}', share: 0.8, most: 12 },
  { type: 'lex:bot', arn: 'lex:{region}:{account}:bot/{n}', share: 0.1, most: 2 },
];
/** A kind that Muster reads. */
const FUNCTION = { type: 'lambda:function', cfn: 'AWS::Lambda::Function', arn: 'lambda:{region}:{account}:function:indexed-{n}' } as const;

type Indexed = Pick<AccountProfile, 'id' | 'trait'>;

/** What an index knows. The indexes themselves are samples: undefined. @throws AnsweredError if the account refuses */
export function answerExplorer({ operation }: CloudCall, profile: Indexed): ListResourcesOutput | undefined {
  refuseWhereDenied(operation === 'ListResources' ? 'resource-explorer-2:Search' : `resource-explorer-2:${operation}`, profile);
  return operation === 'ListResources' ? { Resources: [...resourcesOf(profile.id)] } : undefined;
}

/** The Tagging API's answer to a call that names no resources: of those that the index has, the ones that have tags. */
export function answerTagged({ region }: Pick<CloudCall, 'region'>, profile: Indexed): GetResourcesOutput {
  refuseWhereDenied('tag:GetResources', profile);
  const tagged = resourcesOf(profile.id).filter(({ Region, ResourceType }) => Region === region && ResourceType !== 'iot:thing');
  return { ResourceTagMappingList: tagged.map(({ Arn }) => ({ ResourceARN: Arn, Tags: [{ Key: 'team', Value: 'platform' }] })) };
}

/** One account lets nobody read its indexes. */
function refuseWhereDenied(action: string, { id, trait }: Indexed): void {
  if (trait !== 'bucket_policies_denied') return;
  const message = `User: arn:aws:sts::${id}:assumed-role/MusterReadRole/muster is not authorized to perform: ${action} because no identity-based policy allows the action`;
  throw new AnsweredError('AccessDeniedException', message, 403);
}

function resourcesOf(account: string): readonly Resource[] {
  const draw = new Draw(account);
  const resource = (Region: string, n: number, { type, cfn, arn }: Omit<Kind, 'share' | 'most'>): Resource => ({
    Arn: `arn:aws:${arn.replace('{region}', Region).replace('{account}', account).replace('{n}', String(n))}`,
    OwningAccountId: account,
    Region,
    ResourceType: type,
    ...(cfn !== undefined && { CfnResourceType: cfn }),
  });
  return REGIONS.flatMap((region) => [
    ...UNKNOWN.filter(({ type, share }) => draw.chance(`index ${type}`, share)).flatMap((kind) =>
      Array.from({ length: draw.integer(`index ${kind.type} ${region}`, 1, kind.most) }, (_, n) => resource(region, n + 1, kind)),
    ),
    resource(region, 1, FUNCTION),
  ]);
}
