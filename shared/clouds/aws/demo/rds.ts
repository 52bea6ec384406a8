/** RDS's answers. */
import type { DBInstanceMessage, DescribeDBInstancesMessage, ListTagsForResourceMessage, TagListMessage } from '@aws-sdk/client-rds';
import { AnsweredError } from '../answerer.ts';
import { operation, type Operations } from './operation.ts';
import { pageOf } from './paging.ts';

/** AWS's own page, also where the caller names no size. */
const MOST = 100;
const SMALL = 2;

export const RDS: Operations = {
  DescribeDBInstances: operation<DescribeDBInstancesMessage, DBInstanceMessage>(['MaxRecords', 'Marker'], (estate, input, region) => {
    const { items, next } = pageOf(estate.databases(region).instances, {
      list: 'DescribeDBInstances',
      size: input.MaxRecords,
      cap: estate.blueprint.large ? SMALL : MOST,
      token: input.Marker,
      refusal: 'InvalidParameterValue',
    });
    return { DBInstances: [...items], ...(next === undefined ? {} : { Marker: next }) };
  }),

  ListTagsForResource: operation<ListTagsForResourceMessage, TagListMessage>(['ResourceName'], (estate, { ResourceName }, region) => {
    const instance = estate.databases(region).instances.find(({ DBInstanceArn }) => DBInstanceArn === ResourceName);
    if (!instance) throw new AnsweredError('DBInstanceNotFoundFault', `${ResourceName} not found.`, 404);
    return { TagList: instance.TagList ?? [] };
  }),
};
