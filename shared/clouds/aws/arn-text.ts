/** ARNs: how the one of a resource is built from the parts that its type's definition names, and what one means that a relationship writes. */
import type { FormText, RelatedId } from '../reader/parse.ts';
import { GLOBAL_SEGMENT } from '../cloud.ts';
import type { ArnForm, ServiceDefinition, Text } from './types/definition.ts';

/** Where a resource was found. */
export interface Place {
  /** 12 digits. */
  readonly account: string;
  /** `global` for slices that belong to no region. */
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
}

/** The ARNs of a service's resources that were found at the place. */
export const arnTexts =
  (service: Pick<ServiceDefinition, 'permissions'>, place: Place): FormText =>
  // `arn` of types/define.ts alone makes forms.
  (form, at) =>
    arnOf(form as ArnForm, at, service, place);

function arnOf(
  form: ArnForm,
  at: (text: Text) => string | null,
  service: Pick<ServiceDefinition, 'permissions'>,
  place: Place,
): string | null {
  let complete = true;
  const resource = form.arn.replaceAll(/\{([^}]+)\}/g, (_braces, path: string) => {
    const found = at(form.parts?.[path] ?? path);
    complete &&= found !== null;
    return found ?? '';
  });
  if (!complete) return null;
  const region = form.region === false || place.region === GLOBAL_SEGMENT ? '' : place.region;
  const owner = typeof form.account === 'string' ? at(form.account) : null;
  const account = form.account === false ? '' : (owner ?? place.account);
  return `arn:${place.partition}:${form.service ?? service.permissions}:${region}:${account}:${resource}`;
}

/** How services write the ids of other services' resources where these have another one, which is the part in parentheses. */
const WRITTEN_AS: Readonly<Record<string, RegExp>> = {
  // `:*` behind the ARN of a log group means its streams: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html
  'AWS::Logs::LogGroup': /^(arn:[^:]*:logs:[^:]*:[^:]*:log-group:[^:]+):\*$/,
  // A version or an alias follows the ARN of a function: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
  'AWS::Lambda::Function': /^(arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+):[^:]+$/,
  // A mapping of events names the consumer of a stream by an ARN that begins with the stream's: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
  'AWS::Kinesis::Stream': /^(arn:[^:]*:kinesis:[^:]*:[^:]*:stream\/[^/]+)\/consumer\/.+$/,
  // A service runs any revision of a family: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html
  'AWS::ECS::TaskDefinition': /^arn:[^:]*:ecs:[^:]*:[^:]*:task-definition\/([^:]+):\d+$/,
  // Glue names a role by its path and name, as `service-role/crawl`: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  'AWS::IAM::Role': /^[^:]*\/([^:/]+)$/,
};

export const relatedId: RelatedId = (id, type) => {
  const written = WRITTEN_AS[type];
  return written === undefined ? id : id.replace(written, '$1');
};
