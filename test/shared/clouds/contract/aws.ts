/** AWS by its samples: an account of the demo estate. */
import { AnsweredError, type Answerer, type CloudCall } from '../../../../shared/clouds/aws/answerer.ts';
import { DemoEstate } from '../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { demoAccounts } from '../../../../shared/clouds/aws/demo/accounts.ts';
import { idOfAccount, sessionOf } from '../aws/demo/read-account.ts';
import { type CloudUnderTest, type Part, Spoiled } from './cloud-under-test.ts';

const REGION = 'eu-west-1';
const BROKEN = 'broken-off';

interface Ec2List {
  readonly part: Part;
  /** The items of an answer, which are one level down for machines. */
  readonly without: (answer: Answer, spoiled: Spoiled) => Answer;
}
type Answer = Readonly<Record<string, unknown>>;
type Items = readonly Readonly<Record<string, string>>[];

const flat = (part: Part, path: string, id: string): Ec2List => ({
  part,
  // The samples answer lists of objects, whose ids are texts.
  without: (answer, spoiled) => ({ ...answer, [path]: spoiled.left(answer[path] as Items, (item) => item[id] ?? '') }),
});

const LISTS: Readonly<Record<string, Ec2List>> = {
  DescribeVpcs: flat('network', 'Vpcs', 'VpcId'),
  DescribeSubnets: flat('subnet', 'Subnets', 'SubnetId'),
  DescribeInstances: {
    part: 'virtual_machine',
    without: (answer, spoiled) => ({
      ...answer,
      Reservations: (answer['Reservations'] as readonly { readonly Instances: Items }[]).map((each) => ({
        ...each,
        Instances: spoiled.left(each.Instances, ({ InstanceId }) => InstanceId ?? ''),
      })),
    }),
  },
};

class SpoiledAws implements Answerer {
  readonly #estate = new DemoEstate({ accounts: 2, day: 1 });
  readonly #spoiled: Spoiled;

  constructor(spoiled: Spoiled) {
    this.#spoiled = spoiled;
  }

  async answer(call: CloudCall): Promise<object> {
    const list = call.service === 'ec2' ? LISTS[call.operation] : undefined;
    if (!list) return await this.#estate.answer(call);
    const { part, without } = list;
    if (this.#spoiled.isRefused(part))
      throw new AnsweredError('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403);
    if (call.input['NextToken'] === BROKEN) throw new AnsweredError('InternalError', 'An internal error has occurred.', 500);
    const answer = without((await this.#estate.answer(call)) as Answer, this.#spoiled);
    return this.#spoiled.isBroken(part) ? { ...answer, NextToken: BROKEN } : answer;
  }
}

export async function awsUnderTest(): Promise<CloudUnderTest> {
  const spoiled = new Spoiled();
  const [first] = demoAccounts(2);
  const account = first!.account_id;
  const answerer = new SpoiledAws(spoiled);
  const arn = (name: string): RegExp => new RegExp(`^arn:aws:ec2:${REGION}:${idOfAccount(account)}:${name}/`);
  return {
    provider: 'aws',
    account,
    types: { network: 'AWS::EC2::VPC', subnet: 'AWS::EC2::Subnet', virtual_machine: 'AWS::EC2::Instance' },
    segment: REGION,
    region: REGION,
    ids: {
      network: { id: /^vpc-[0-9a-f]{8,17}$/, native: arn('vpc') },
      subnet: { id: /^subnet-[0-9a-f]{8,17}$/, native: arn('subnet') },
      virtual_machine: { id: /^i-[0-9a-f]{8,17}$/, native: arn('instance') },
    },
    permissions: { network: 'ec2:DescribeVpcs', subnet: 'ec2:DescribeSubnets', virtual_machine: 'ec2:DescribeInstances' },
    session: async () => sessionOf(answerer, idOfAccount(account)),
    remove: (id) => spoiled.remove(id),
    refuse: (part) => spoiled.refuse(part),
    breakOff: (part) => spoiled.breakOff(part),
    mend: () => spoiled.mend(),
    close: async () => undefined,
  };
}
