/** The answers of the demo organization's management account: the member accounts and their units, its alias, its regions. */
import type { DescribeRegionsResult } from '@aws-sdk/client-ec2';
import type { ListAccountAliasesResponse } from '@aws-sdk/client-iam';
import type {
  Account,
  DescribeOrganizationalUnitRequest,
  DescribeOrganizationalUnitResponse,
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  ListAccountsRequest,
  ListAccountsResponse,
} from '@aws-sdk/client-organizations';
import { AnsweredError, type CloudCall } from '../answerer.ts';
import { type AccountProfile, profileAt, SUSPENDED } from './accounts.ts';
import { notAnswered } from './not-answered.ts';
import { MAIL_DOMAIN, ORGANIZATION } from '../../demo/organization.ts';
import { MANAGEMENT_ACCOUNT, REGIONS } from './organization-facts.ts';
import { pageOf } from '../../demo/paging.ts';
import { Draw } from '../../demo/random.ts';

const ORGANIZATION_ID = 'o-halden0demo';
const ROOT_ID = 'r-hald';
/** The size of AWS's own pages. */
const PAGE = 20;

/** The answers by service and operation, each with the input members that it uses. */
const ANSWERS: Readonly<Record<string, readonly [members: readonly string[], answer: (input: object, accounts: number) => object]>> = {
  'organizations ListAccounts': [['MaxResults', 'NextToken'], listAccounts],
  'organizations DescribeOrganizationalUnit': [['OrganizationalUnitId'], describeUnit],
  'organizations ListTagsForResource': [['ResourceId', 'NextToken'], listTags],
  'iam ListAccountAliases': [[], (): ListAccountAliasesResponse => ({ AccountAliases: [ORGANIZATION], IsTruncated: false })],
  'ec2 DescribeRegions': [[], (): DescribeRegionsResult => ({ Regions: REGIONS.map((RegionName) => ({ RegionName })) })],
};

/** @throws AnsweredError if the account has no answer to the call */
export function answerOrganization(call: CloudCall, accounts: number): object {
  const name = `${call.service} ${call.operation}`;
  const [members, answer] = (Object.hasOwn(ANSWERS, name) ? ANSWERS[name] : undefined) ?? [];
  if (!members || !answer) throw notAnswered(call, `In this account it answers ${Object.keys(ANSWERS).join(', ')}.`);
  const stray = Object.keys(call.input).find((member) => call.input[member] !== undefined && !members.includes(member));
  if (stray !== undefined) throw notAnswered(call, `Its answer does not heed ${stray}, only ${members.join(', ') || 'an empty input'}.`);
  return answer(call.input, accounts);
}

type Member = Pick<AccountProfile, 'id' | 'name' | 'organizationalUnit' | 'workload' | 'environment'>;

/** The estate's accounts, and then the one that is suspended. */
const membersOf = (accounts: number): readonly Member[] => [...Array.from({ length: accounts }, (_, index) => profileAt(index)), SUSPENDED];

function listAccounts({ MaxResults, NextToken }: ListAccountsRequest, accounts: number): ListAccountsResponse {
  const { items, next } = pageOf(membersOf(accounts), {
    list: 'ListAccounts',
    size: MaxResults,
    cap: PAGE,
    token: NextToken,
    refused: (message) => new AnsweredError('InvalidInputException', message, 400),
  });
  return { Accounts: items.map(accountItem), ...(next === undefined ? {} : { NextToken: next }) };
}

function accountItem(member: Member): Account {
  const { id, name, organizationalUnit } = member;
  const state = member === SUSPENDED ? 'SUSPENDED' : 'ACTIVE';
  const units = unitsAbove(organizationalUnit).map(unitId);
  return {
    Id: id,
    Arn: `arn:aws:organizations::${MANAGEMENT_ACCOUNT}:account/${ORGANIZATION_ID}/${id}`,
    Email: `aws+${name}@${MAIL_DOMAIN}`,
    Name: name,
    Status: state,
    State: state,
    Paths: [`${[ORGANIZATION_ID, ROOT_ID, ...units, id].join('/')}/`],
    JoinedMethod: name.endsWith('-acquired') ? 'INVITED' : 'CREATED',
  };
}

/** `Workloads/Production` → `Workloads`, `Workloads/Production`. */
const unitsAbove = (path: string): readonly string[] => {
  const names = path.split('/');
  return names.map((_, depth) => names.slice(0, depth + 1).join('/'));
};

const unitId = (path: string): string => `ou-hald-${new Draw(path).base32('organizational unit', 8).toLowerCase()}`;

function describeUnit(
  { OrganizationalUnitId: id }: Partial<DescribeOrganizationalUnitRequest>,
  accounts: number,
): DescribeOrganizationalUnitResponse {
  for (const { organizationalUnit } of membersOf(accounts)) {
    const path = unitsAbove(organizationalUnit).find((each) => unitId(each) === id);
    if (path !== undefined) return { OrganizationalUnit: { Id: id, Name: path.split('/').at(-1) } };
  }
  throw new AnsweredError('OrganizationalUnitNotFoundException', `There is no organizational unit ${id ?? ''}.`, 400);
}

function listTags({ ResourceId: id }: Partial<ListTagsForResourceRequest>, accounts: number): ListTagsForResourceResponse {
  const member = membersOf(accounts).find((each) => each.id === id);
  if (!member) throw new AnsweredError('TargetNotFoundException', `There is no account ${id ?? ''}.`, 400);
  const { environment, workload } = member;
  return {
    Tags: [
      { Key: 'env', Value: environment },
      { Key: 'workload', Value: workload },
    ],
  };
}
