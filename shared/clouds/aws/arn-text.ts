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

/**
 * The ARN without the `:*` that many services write behind that of a log group, which means its streams, and without the version or alias of a function.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html
 * https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
 */
export const relatedId: RelatedId = (id, type) => {
  if (type === 'AWS::Logs::LogGroup') return id.replace(/^(arn:[^:]*:logs:[^:]*:[^:]*:log-group:[^:]+):\*$/, '$1');
  if (type === 'AWS::Lambda::Function') return id.replace(/^(arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+):[^:]+$/, '$1');
  return id;
};
