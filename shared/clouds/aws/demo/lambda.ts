/** Lambda's answers. */
import type {
  GetFunctionCodeSigningConfigRequest,
  GetFunctionConcurrencyRequest,
  GetFunctionConcurrencyResponse,
  GetFunctionConfigurationRequest,
  GetFunctionRequest,
  GetFunctionResponse,
  GetFunctionUrlConfigRequest,
  GetFunctionUrlConfigResponse,
  GetPolicyRequest,
  GetPolicyResponse,
  FunctionConfiguration,
  ListFunctionsRequest,
  ListFunctionsResponse,
  ListTagsRequest,
  ListTagsResponse,
} from '@aws-sdk/client-lambda';
import { AnsweredError } from '../answerer.ts';
import type { Region } from './blueprint.ts';
import type { AccountEstate } from './estate.ts';
import type { DemoFunction } from './lambda-functions.ts';
import { operation, type Operations } from './operation.ts';
import { pageOf } from './paging.ts';

/** AWS's own largest page, also where the caller names no size. */
const MOST = 50;
const SMALL = 2;

const notFound = (message: string): AnsweredError => new AnsweredError('ResourceNotFoundException', message, 404);

/** By name or ARN. */
function functionCalled(estate: AccountEstate, region: Region, reference = ''): DemoFunction {
  const name = reference.startsWith('arn:') ? reference.split(':')[6] : reference;
  const found = estate.functions(region).byName.get(name ?? '');
  if (!found) throw notFound(`Function not found: ${reference}`);
  return found;
}

export const LAMBDA: Operations = {
  ListFunctions: operation<ListFunctionsRequest, ListFunctionsResponse>(['MaxItems', 'Marker'], (estate, input, region) => {
    const { items, next } = pageOf([...estate.functions(region).byName.values()], {
      list: 'ListFunctions',
      size: input.MaxItems,
      cap: estate.blueprint.large ? SMALL : MOST,
      token: input.Marker,
      refusal: 'InvalidParameterValueException',
    });
    return { Functions: items.map(({ configuration }) => configuration), ...(next === undefined ? {} : { NextMarker: next }) };
  }),

  ListTags: operation<ListTagsRequest, ListTagsResponse>(['Resource'], (estate, { Resource }, region) => ({
    Tags: { ...functionCalled(estate, region, Resource).tags },
  })),

  GetPolicy: operation<GetPolicyRequest, GetPolicyResponse>(['FunctionName'], (estate, { FunctionName }, region) => {
    const { policy, configuration } = functionCalled(estate, region, FunctionName);
    if (policy === null) throw notFound('The resource you requested does not exist.');
    return { Policy: policy, RevisionId: configuration.RevisionId };
  }),

  GetFunctionUrlConfig: operation<GetFunctionUrlConfigRequest, GetFunctionUrlConfigResponse>(
    ['FunctionName'],
    (estate, { FunctionName }, region) => {
      const { url } = functionCalled(estate, region, FunctionName);
      if (!url) throw notFound('The resource you requested does not exist.');
      return url;
    },
  ),

  // No function of the estate asks for signed code; Lambda then answers the name alone.
  GetFunctionCodeSigningConfig: operation<GetFunctionCodeSigningConfigRequest, object>(
    ['FunctionName'],
    (estate, { FunctionName }, region) => ({
      FunctionName: functionCalled(estate, region, FunctionName).configuration.FunctionName,
    }),
  ),

  GetFunctionConcurrency: operation<GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse>(
    ['FunctionName'],
    (estate, { FunctionName }, region) => {
      const { reservedConcurrency } = functionCalled(estate, region, FunctionName);
      return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
    },
  ),

  GetFunctionConfiguration: operation<GetFunctionConfigurationRequest, FunctionConfiguration>(
    ['FunctionName'],
    (estate, { FunctionName }, region) => inUse(functionCalled(estate, region, FunctionName)),
  ),

  GetFunction: operation<GetFunctionRequest, GetFunctionResponse>(['FunctionName'], (estate, { FunctionName }, region) => {
    const found = functionCalled(estate, region, FunctionName);
    return {
      Configuration: inUse(found),
      Code: { RepositoryType: 'S3', Location: `https://awslambda-${region}-tasks.s3.${region}.amazonaws.com/snapshots/${FunctionName}` },
      ...(Object.keys(found.tags).length === 0 ? {} : { Tags: { ...found.tags } }),
      ...(found.reservedConcurrency === undefined ? {} : { Concurrency: { ReservedConcurrentExecutions: found.reservedConcurrency } }),
    };
  }),
};

/** Reading one function tells its state, too; the list does not. */
const inUse = ({ configuration }: DemoFunction): FunctionConfiguration => ({
  ...configuration,
  LastUpdateStatus: 'Successful',
  State: 'Active',
});
