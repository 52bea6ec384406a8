/** Tells by their routes which subnets of a VPC are public. */
import type { Subject } from '../../evaluation.ts';
import { unwrapped } from '../maps.ts';
import { NotKnown, type Run } from '../run.ts';
import { resourcesOf } from './relations.ts';

export const ROUTE_TABLE = 'AWS::EC2::RouteTable';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RouteTable.html */
interface RouteTable {
  readonly VpcId?: string | null;
  readonly Associations?: readonly { readonly Main?: boolean | null; readonly SubnetId?: string | null }[] | null;
  readonly Routes?:
    | readonly {
        readonly GatewayId?: string | null;
        readonly DestinationCidrBlock?: string | null;
        readonly DestinationIpv6CidrBlock?: string | null;
      }[]
    | null;
}

/**
 * Those of the subnets whose route table, their own or else the main one of the VPC, sends all of IPv4 or all of IPv6 to an internet gateway.
 * @throws NotKnown if none is known to be public, and of one it is not known
 */
export function publicSubnets(run: Run, vpcId: string, subnetIds: readonly string[]): string[] {
  const tables = resourcesOf(run, ROUTE_TABLE);
  const found: string[] = [];
  let unknown: NotKnown | undefined;
  for (const subnetId of subnetIds) {
    try {
      if (isOpen(tableOf(tables, vpcId, subnetId))) found.push(subnetId);
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      unknown ??= error;
    }
  }
  if (found.length === 0 && unknown) throw unknown;
  return found;
}

/** @throws NotKnown if the inventory does not have it, as that of a VPC which another account shares */
function tableOf(tables: readonly Subject[], vpcId: string, subnetId: string): RouteTable {
  let main: RouteTable | undefined;
  for (const { config } of tables) {
    const table = unwrapped(config) as RouteTable;
    for (const { Main, SubnetId } of table.Associations ?? []) {
      if (SubnetId === subnetId) return table;
      if (Main === true && table.VpcId === vpcId) main = table;
    }
  }
  if (main) return main;
  throw new NotKnown(`the route table of the subnet ${subnetId} is not in the inventory of the account`);
}

const isOpen = ({ Routes }: RouteTable): boolean =>
  (Routes ?? []).some(
    ({ GatewayId, DestinationCidrBlock, DestinationIpv6CidrBlock }) =>
      GatewayId?.startsWith('igw-') === true && (DestinationCidrBlock === '0.0.0.0/0' || DestinationIpv6CidrBlock === '::/0'),
  );
