/** VPCs, subnets and security groups of one region. */
import type { IpPermission, SecurityGroup, Subnet, Vpc } from '@aws-sdk/client-ec2';
import type { Blueprint, Region } from './blueprint.ts';
import { FaultLog, type Fault } from './faults.ts';
import { tagged, tagMap } from './tags.ts';

export interface SubnetRef {
  readonly id: string;
  readonly zone: string;
  readonly zoneId: string;
  /** The first three numbers of its addresses: `10.12.16`. */
  readonly addresses: string;
}

export interface GroupRef {
  readonly id: string;
  readonly name: string;
}

/** Where the workload runs. */
export interface WorkloadNetwork {
  readonly vpcId: string;
  readonly publicSubnets: readonly SubnetRef[];
  readonly privateSubnets: readonly SubnetRef[];
  readonly web: GroupRef;
  readonly app: GroupRef;
  readonly database: GroupRef;
}

export interface Network {
  readonly region: Region;
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly securityGroups: readonly SecurityGroup[];
  /** Undefined where the account runs no workload. */
  readonly workload: WorkloadNetwork | undefined;
  readonly faults: readonly Fault[];
}

const ANYWHERE = '0.0.0.0/0';
/** AWS's short name of a region, in front of its zone ids. */
const ZONE_PREFIX: Readonly<Record<Region, string>> = { 'us-east-1': 'use1', 'eu-west-1': 'euw1', 'eu-central-1': 'euc1' };
const ZONE_LETTERS = ['a', 'b', 'c'] as const;

export const ec2Id = (prefix: string, hex: string): string => `${prefix}-0${hex.slice(0, 16)}`;

type Peer = { readonly cidr: string; readonly why?: string } | { readonly group: string };

const permission = (account: string, protocol: string, port: number | undefined, peer: Peer): IpPermission => ({
  IpProtocol: protocol,
  ...(port === undefined ? {} : { FromPort: port, ToPort: port }),
  IpRanges: 'cidr' in peer ? [{ CidrIp: peer.cidr, ...(peer.why === undefined ? {} : { Description: peer.why }) }] : [],
  Ipv6Ranges: [],
  PrefixListIds: [],
  UserIdGroupPairs: 'group' in peer ? [{ GroupId: peer.group, UserId: account }] : [],
});

export function buildNetwork(blueprint: Blueprint, region: Region): Network {
  const { draw, profile, primary, secondary, stem, today } = blueprint;
  const account = profile.id;
  const faults = new FaultLog(blueprint);
  const vpcs: Vpc[] = [];
  const subnets: Subnet[] = [];
  const securityGroups: SecurityGroup[] = [];

  function addVpc(slot: string, cidr: string, isDefault: boolean): string {
    const id = ec2Id('vpc', draw.hex(`vpc ${region} ${slot}`, 16));
    vpcs.push({
      CidrBlock: cidr,
      CidrBlockAssociationSet: [
        {
          AssociationId: ec2Id('vpc-cidr-assoc', draw.hex(`vpc cidr ${region} ${slot}`, 16)),
          CidrBlock: cidr,
          CidrBlockState: { State: 'associated' },
        },
      ],
      DhcpOptionsId: ec2Id('dopt', draw.hex(`dopt ${region}`, 16)),
      InstanceTenancy: 'default',
      IsDefault: isDefault,
      OwnerId: account,
      State: 'available',
      VpcId: id,
      BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
      ...tagged(isDefault ? {} : tagMap(blueprint, id, slot)),
    });
    return id;
  }

  function addSubnet(slot: string, vpcId: string, cidr: string, zone: number, open: boolean, name: string | undefined): SubnetRef {
    const id = ec2Id('subnet', draw.hex(`subnet ${region} ${slot}`, 16));
    const letter = ZONE_LETTERS[zone % ZONE_LETTERS.length] ?? 'a';
    const ref: SubnetRef = {
      id,
      zone: `${region}${letter}`,
      zoneId: `${ZONE_PREFIX[region]}-az${(zone % ZONE_LETTERS.length) + 1}`,
      addresses: cidr.split('.').slice(0, 3).join('.'),
    };
    subnets.push({
      AssignIpv6AddressOnCreation: false,
      AvailabilityZone: ref.zone,
      AvailabilityZoneId: ref.zoneId,
      AvailableIpAddressCount: 4091 - draw.integer(`used addresses ${slot}`, 0, 40),
      BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
      CidrBlock: cidr,
      DefaultForAz: name === undefined,
      EnableDns64: false,
      Ipv6CidrBlockAssociationSet: [],
      Ipv6Native: false,
      MapCustomerOwnedIpOnLaunch: false,
      MapPublicIpOnLaunch: open,
      OwnerId: account,
      PrivateDnsNameOptionsOnLaunch: {
        EnableResourceNameDnsAAAARecord: false,
        EnableResourceNameDnsARecord: false,
        HostnameType: 'ip-name',
      },
      State: 'available',
      SubnetArn: `arn:aws:ec2:${region}:${account}:subnet/${id}`,
      SubnetId: id,
      VpcId: vpcId,
      ...tagged(name === undefined ? {} : tagMap(blueprint, id, name)),
    });
    return ref;
  }

  const groupId = (vpcId: string, name: string): string => ec2Id('sg', draw.hex(`group ${vpcId} ${name}`, 16));

  function addGroup(vpcId: string, name: string, description: string, ingress: IpPermission[]): GroupRef {
    const id = groupId(vpcId, name);
    const isDefault = name === 'default';
    securityGroups.push({
      Description: description,
      GroupId: id,
      GroupName: name,
      IpPermissions: ingress,
      // A default group that lost its rules lost those towards the outside, too.
      IpPermissionsEgress: isDefault && ingress.length === 0 ? [] : [permission(account, '-1', undefined, { cidr: ANYWHERE })],
      OwnerId: account,
      SecurityGroupArn: `arn:aws:ec2:${region}:${account}:security-group/${id}`,
      VpcId: vpcId,
      ...tagged(isDefault ? {} : tagMap(blueprint, id, name)),
    });
    return { id, name };
  }

  function addDefaultGroup(vpcId: string, probability: number): void {
    const id = groupId(vpcId, 'default');
    const open = faults.has('default_security_group_has_rules', { type: 'AWS::EC2::SecurityGroup', region, id }, probability);
    addGroup(vpcId, 'default', 'default VPC security group', open ? [permission(account, '-1', undefined, { group: id })] : []);
  }

  function addWorkload(): WorkloadNetwork {
    const second = draw.integer(`network ${region}`, 1, 250);
    const vpcId = addVpc(stem, `10.${second}.0.0/16`, false);
    const zones = region === primary ? 2 : 1;
    const tier = (name: string, offset: number, open: boolean): SubnetRef[] =>
      Array.from({ length: zones }, (_, zone) => {
        const label = `${stem}-${name}-${ZONE_LETTERS[zone] ?? 'a'}`;
        return addSubnet(label, vpcId, `10.${second}.${offset + zone * 16}.0/20`, zone, open, label);
      });
    const publicSubnets = tier('public', 0, true);
    const privateSubnets = tier('private', 128, false);
    if (region === primary && today('third zone', 0.3)) {
      addSubnet(`${stem}-private-c`, vpcId, `10.${second}.160.0/20`, 2, false, `${stem}-private-c`);
    }
    addDefaultGroup(vpcId, 0.35);

    const webId = groupId(vpcId, `${stem}-web`);
    const ssh = faults.has('security_group_ssh_from_anywhere', { type: 'AWS::EC2::SecurityGroup', region, id: webId }, 0.3);
    const web = addGroup(vpcId, `${stem}-web`, 'Public web tier', [
      permission(account, 'tcp', 443, { cidr: ANYWHERE }),
      permission(account, 'tcp', 80, { cidr: ANYWHERE, why: 'redirects to https' }),
      ...(ssh ? [permission(account, 'tcp', 22, { cidr: ANYWHERE, why: 'temporary' })] : []),
    ]);
    const app = addGroup(vpcId, `${stem}-app`, 'Application tier', [permission(account, 'tcp', 8080, { group: web.id })]);
    const database = addGroup(vpcId, `${stem}-db`, 'Databases', [permission(account, 'tcp', 5432, { group: app.id })]);
    if (region === primary && today('vpn group', 0.4)) {
      addGroup(vpcId, `${stem}-vpn`, 'Administration through the VPN', [permission(account, 'tcp', 22, { cidr: '10.255.0.0/16' })]);
    }
    if (blueprint.large && region === primary) {
      for (let team = 1; team <= 18; team += 1) {
        addGroup(vpcId, `${stem}-team-${team}`, `Jobs of team ${team}`, [permission(account, 'tcp', 8000 + team, { group: app.id })]);
        addSubnet(`team ${team}`, vpcId, `10.${second}.${team + 31}.0/24`, team, false, `${stem}-team-${team}`);
      }
    }
    return { vpcId, publicSubnets, privateSubnets, web, app, database };
  }

  // Careful organizations remove the default VPC from every region; this one has got most of the way.
  if (draw.chance(`default vpc ${region}`, 0.3)) {
    const vpcId = addVpc('default', '172.31.0.0/16', true);
    for (const zone of ZONE_LETTERS.keys()) addSubnet(`default ${zone}`, vpcId, `172.31.${zone * 16}.0/20`, zone, true, undefined);
    addDefaultGroup(vpcId, 0.8);
  }
  const runsHere = region === primary || (region === secondary && draw.chance('runs in two regions', 0.6));
  const workload = runsHere ? addWorkload() : undefined;
  return { region, vpcs, subnets, securityGroups, workload, faults: faults.list };
}
