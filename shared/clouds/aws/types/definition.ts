/** The form of the definitions of AWS services and resource types: the neutral form with the parts that only AWS has. */
import type { CloudService, Path, SingleCall, Text, TypeDefinition as NeutralDefinition } from '../../types/definition.ts';

export type * from '../../types/definition.ts';

/** Regions in which a service exists: all but `missing`, or `only` these. */
export type Offered = { readonly missing: readonly string[] } | { readonly only: readonly string[] };

/**
 * An error code; with a regular expression for the error's message if the code has other meanings too. A code that may mean a denial needs the
 * expression: a missing permission must never look like a service that is not in use.
 */
export type NotEnabled = string | { readonly code: string; readonly text: string } | NotEnabledElsewhere;

/**
 * The error by which a service refuses all accounts but one, and those that this one delegates to, in words that do not say whether a permission is
 * missing. It means "not enabled" only where the call names another account than the own; where it fails, or the refused call takes its input from what
 * the service has listed before, a permission is missing.
 */
export interface NotEnabledElsewhere {
  readonly code: string;
  readonly text: string;
  readonly onlyIn: {
    /** Asked after such an error only, once per session. */
    readonly call: SingleCall;
    /** The path in the call's item of the id of the account that may call. */
    readonly account: Path;
    /** The role of that account, in a sentence: `the management account of the organization`. */
    readonly who: string;
  };
}

/** `id` is the second part of its types' names in lower case. `global`: one endpoint serves the whole account. */
export interface ServiceDefinition extends CloudService {
  /** The service whose API serves this one, if it has no API of its own: `rds` for Neptune. The two share one client and one request limit. */
  readonly api?: string;
  /** The SDK package: `@aws-sdk/client-ec2`. */
  readonly sdk: string;
  /** The client's class in that package: `EC2Client`. */
  readonly client: string;
  /** The prefix of its IAM permissions: `elasticloadbalancing`. */
  readonly permissions: string;
  /** The region whose endpoint serves the whole account, in the partition `aws`; the partition's global region if absent. */
  readonly home?: string;
  /** The regions in which the service exists; all regions if absent. */
  readonly offered?: Offered;
  /** The errors by which the service says that the account has not turned it on. */
  readonly notEnabled?: readonly NotEnabled[];
  /** APIs that some calls of its types use and that are not the service's own. */
  readonly apis?: readonly OtherApi[];
}

/** An API that reads something of the resources of many services, such as their tags. */
export type OtherApi = Pick<ServiceDefinition, 'id' | 'sdk' | 'client' | 'permissions' | 'limit' | 'home'>;

/** The parts of an ARN. `arn` of `define.ts` makes it. */
export interface ArnForm {
  /** The resource part, with paths in braces, or names of `parts`: `vpc/{VpcId}`. */
  readonly arn: string;
  /** Texts of the item that the resource part names and that no path leads to. */
  readonly parts?: Readonly<Record<string, Text>>;
  /** The path of the owner's account id. If it is absent or leads nowhere, the session's account is used. False: the ARN names no account. */
  readonly account?: Path | false;
  /** False: the ARN names no region. */
  readonly region?: false;
  /** The service in the ARN; the prefix of its permissions if absent. */
  readonly service?: string;
}

/** The type of an AWS resource. */
export interface TypeDefinition extends NeutralDefinition {
  readonly type: `AWS::${string}::${string}`;
}
