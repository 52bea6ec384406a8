/** Instances and volumes of one region. */
import type { _InstanceType, Instance, Volume } from '@aws-sdk/client-ec2';
import type { Blueprint } from './blueprint.ts';
import { daysBefore } from './calendar.ts';
import { ec2Id, type GroupRef, type Network, type SubnetRef, type WorkloadNetwork } from './ec2-network.ts';
import { FaultLog, type Fault } from './faults.ts';
import { instanceProfileArn, instanceProfileId } from './iam-names.ts';
import { tagged, tagMap } from './tags.ts';

export interface Compute {
  readonly instances: readonly Instance[];
  readonly volumes: readonly Volume[];
  readonly faults: readonly Fault[];
}

interface Machine {
  readonly name: string;
  readonly type: _InstanceType;
  readonly subnet: SubnetRef;
  readonly group: GroupRef;
  /** Days before the first morning that it was launched. */
  readonly age: number;
  readonly hasPublicAddress: boolean;
  /** Set up by hand: its metadata service and its data volume are candidates for a fault. */
  readonly careless: boolean;
  readonly dataGib?: number;
  readonly stoppedAt?: Date | undefined;
}

/** Named apart from `Volume` because a volume knows its machine, and the machine its volumes. */
interface Disk {
  readonly id: string;
  readonly device: string;
}

interface DiskOptions {
  readonly holder?: { readonly instance: string; readonly device: string };
  readonly careless?: boolean;
}

const SIZES = ['t3.small', 't3.medium', 'm6i.large', 'm7g.large', 'c7g.xlarge'] as const satisfies readonly _InstanceType[];
const isGraviton = (type: string): boolean => /^[a-z]\dg/.test(type);
/** A launch is so long before the volumes attach. */
const ATTACH_SECONDS = 1;

const laterBy = (date: Date, seconds: number): Date => new Date(date.getTime() + seconds * 1000);

export function buildCompute(blueprint: Blueprint, network: Network): Compute {
  const { draw, profile, today } = blueprint;
  const { region, workload } = network;
  const faults = new FaultLog(blueprint);
  const instances: Instance[] = [];
  const volumes: Volume[] = [];
  const defaultKey = `arn:aws:kms:${region}:${profile.id}:key/${draw.uuid(`ebs key ${region}`)}`;

  function addVolume(name: string, gib: number, zone: SubnetRef, created: Date, more: DiskOptions = {}): Disk {
    const { holder, careless = false } = more;
    const id = ec2Id('vol', draw.hex(`volume ${region} ${name}`, 16));
    const plain = careless && faults.has('volume_unencrypted', { type: 'AWS::EC2::Volume', region, id }, 0.3);
    volumes.push({
      Attachments: holder
        ? [
            {
              AttachTime: laterBy(created, ATTACH_SECONDS),
              DeleteOnTermination: holder.device === ROOT_DEVICE,
              Device: holder.device,
              InstanceId: holder.instance,
              State: 'attached',
              VolumeId: id,
            },
          ]
        : [],
      AvailabilityZone: zone.zone,
      AvailabilityZoneId: zone.zoneId,
      CreateTime: created,
      Encrypted: !plain,
      Iops: 3000,
      ...(plain ? {} : { KmsKeyId: defaultKey, SseType: 'sse-kms' as const }),
      MultiAttachEnabled: false,
      Operator: { Managed: false },
      Size: gib,
      SnapshotId: holder?.device === ROOT_DEVICE ? ec2Id('snap', draw.hex(`image snapshot ${region}`, 16)) : '',
      State: holder ? 'in-use' : 'available',
      Throughput: 125,
      VolumeId: id,
      VolumeType: 'gp3',
      ...tagged(tagMap(blueprint, id, name)),
    });
    return { id, device: holder?.device ?? '' };
  }

  function addMachine(machine: Machine, { vpcId }: WorkloadNetwork): void {
    const { name, type, subnet, group } = machine;
    const key = `${region} ${name}`;
    const id = ec2Id('i', draw.hex(`instance ${key}`, 16));
    const launched = daysBefore(machine.age);
    const stopped = machine.stoppedAt !== undefined;
    const disks = [addVolume(`${name}-root`, 30, subnet, launched, { holder: { instance: id, device: ROOT_DEVICE } })];
    if (machine.dataGib !== undefined) {
      disks.push(
        addVolume(`${name}-data`, machine.dataGib, subnet, launched, {
          holder: { instance: id, device: '/dev/sdf' },
          careless: machine.careless,
        }),
      );
    }
    const imdsv1 = machine.careless && faults.has('instance_imdsv1_allowed', { type: 'AWS::EC2::Instance', region, id }, 0.25);
    const address = `${subnet.addresses}.${draw.integer(`address ${key}`, 10, 250)}`;
    const privateName = `ip-${address.replaceAll('.', '-')}.${region === 'us-east-1' ? 'ec2' : `${region}.compute`}.internal`;
    // 203.0.113.0/24 is reserved for documentation: it belongs to no one.
    const publicAddress = machine.hasPublicAddress && !stopped ? `203.0.113.${draw.integer(`public address ${key}`, 1, 254)}` : undefined;
    const publicName = publicAddress === undefined ? '' : publicDnsName(publicAddress, region);
    const groups = [{ GroupId: group.id, GroupName: group.name }];
    instances.push({
      AmiLaunchIndex: 0,
      Architecture: isGraviton(type) ? 'arm64' : 'x86_64',
      BlockDeviceMappings: disks.map((disk) => ({
        DeviceName: disk.device,
        Ebs: {
          AttachTime: laterBy(launched, ATTACH_SECONDS),
          DeleteOnTermination: disk.device === ROOT_DEVICE,
          Status: 'attached',
          VolumeId: disk.id,
        },
      })),
      BootMode: 'uefi-preferred',
      CapacityReservationSpecification: { CapacityReservationPreference: 'open' },
      ClientToken: draw.uuid(`client token ${key}`),
      CpuOptions: { CoreCount: isGraviton(type) ? 2 : 1, ThreadsPerCore: isGraviton(type) ? 1 : 2 },
      EbsOptimized: true,
      EnaSupport: true,
      EnclaveOptions: { Enabled: false },
      HibernationOptions: { Configured: false },
      Hypervisor: 'xen',
      IamInstanceProfile: { Arn: instanceProfileArn(blueprint), Id: instanceProfileId(blueprint) },
      ImageId: ec2Id('ami', draw.hex(`image ${region} ${isGraviton(type)}`, 16)),
      InstanceId: id,
      InstanceType: type,
      LaunchTime: launched,
      MaintenanceOptions: { AutoRecovery: 'default' },
      MetadataOptions: {
        HttpEndpoint: 'enabled',
        HttpProtocolIpv6: 'disabled',
        HttpPutResponseHopLimit: imdsv1 ? 1 : 2,
        HttpTokens: imdsv1 ? 'optional' : 'required',
        InstanceMetadataTags: 'disabled',
        State: 'applied',
      },
      Monitoring: { State: 'disabled' },
      NetworkInterfaces: [
        {
          ...(publicAddress === undefined
            ? {}
            : { Association: { IpOwnerId: 'amazon', PublicDnsName: publicName, PublicIp: publicAddress } }),
          Attachment: {
            AttachTime: launched,
            AttachmentId: ec2Id('eni-attach', draw.hex(`attachment ${key}`, 16)),
            DeleteOnTermination: true,
            DeviceIndex: 0,
            NetworkCardIndex: 0,
            Status: 'attached',
          },
          Description: '',
          Groups: groups,
          InterfaceType: 'interface',
          Ipv6Addresses: [],
          MacAddress: `02:${(draw.hex(`mac ${key}`, 10).match(/../g) ?? []).join(':')}`,
          NetworkInterfaceId: ec2Id('eni', draw.hex(`interface ${key}`, 16)),
          OwnerId: profile.id,
          PrivateDnsName: privateName,
          PrivateIpAddress: address,
          PrivateIpAddresses: [{ Primary: true, PrivateDnsName: privateName, PrivateIpAddress: address }],
          SourceDestCheck: true,
          Status: 'in-use',
          SubnetId: subnet.id,
          VpcId: vpcId,
        },
      ],
      Operator: { Managed: false },
      Placement: { AvailabilityZone: subnet.zone, GroupName: '', Tenancy: 'default' },
      PlatformDetails: 'Linux/UNIX',
      PrivateDnsName: privateName,
      PrivateDnsNameOptions: { EnableResourceNameDnsAAAARecord: false, EnableResourceNameDnsARecord: false, HostnameType: 'ip-name' },
      PrivateIpAddress: address,
      ProductCodes: [],
      PublicDnsName: publicName,
      ...(publicAddress === undefined ? {} : { PublicIpAddress: publicAddress }),
      RootDeviceName: ROOT_DEVICE,
      RootDeviceType: 'ebs',
      SecurityGroups: groups,
      SourceDestCheck: true,
      State: stopped ? { Code: 80, Name: 'stopped' } : { Code: 16, Name: 'running' },
      ...(stopped
        ? { StateReason: { Code: 'Client.UserInitiatedShutdown', Message: 'Client.UserInitiatedShutdown: User initiated shutdown' } }
        : {}),
      StateTransitionReason: machine.stoppedAt === undefined ? '' : `User initiated (${gmt(machine.stoppedAt)})`,
      SubnetId: subnet.id,
      UsageOperation: 'RunInstances',
      UsageOperationUpdateTime: launched,
      VirtualizationType: 'hvm',
      VpcId: vpcId,
      ...tagged(tagMap(blueprint, id, name)),
    });
  }

  if (workload) {
    for (const machine of machinesOf(blueprint, region, workload)) addMachine(machine, workload);
    const [zone] = workload.privateSubnets;
    if (zone) {
      // What a migration left behind; somebody cleans up on the second day.
      if (!today(`clean up ${region}`, 0.85)) addVolume(`${blueprint.stem}-migration`, 200, zone, daysBefore(412), { careless: true });
      const spare = blueprint.large ? 24 : draw.integer(`spare volumes ${region}`, 0, 1);
      for (let place = 1; place <= spare; place += 1) addVolume(`${blueprint.stem}-scratch-${place}`, 50, zone, daysBefore(40 + place));
    }
  }
  return { instances, volumes, faults: faults.list };
}

const ROOT_DEVICE = '/dev/xvda';

const publicDnsName = (address: string, region: string): string =>
  `ec2-${address.replaceAll('.', '-')}.${region === 'us-east-1' ? 'compute-1' : `${region}.compute`}.amazonaws.com`;

/** `2026-11-20 06:00:00 GMT` */
const gmt = (date: Date): string => `${date.toISOString().slice(0, 19).replace('T', ' ')} GMT`;

function machinesOf(blueprint: Blueprint, region: string, workload: WorkloadNetwork): Machine[] {
  const { draw, stem, large, primary, today } = blueprint;
  const machine = (role: 'web' | 'app' | 'batch', place: number, more: Partial<Machine> = {}): Machine => {
    const name = `${stem}-${role}-${place}`;
    const subnets = role === 'web' ? workload.publicSubnets : workload.privateSubnets;
    const subnet = subnets[(place - 1) % subnets.length];
    if (!subnet) throw new RangeError(`The workload's network has no subnet for ${name}.`);
    return {
      name,
      type: draw.pick(`size ${region} ${role}`, SIZES),
      subnet,
      group: role === 'web' ? workload.web : workload.app,
      age: draw.integer(`age ${region} ${name}`, 3, 700),
      hasPublicAddress: role === 'web',
      careless: role !== 'web' && place === 1,
      ...more,
    };
  };
  if (region !== primary) return [machine('app', 1, { dataGib: 100 })];
  const web = large ? 8 : draw.integer('web machines', 1, 2);
  const app = large ? 10 : draw.integer('app machines', 1, 2);
  const several = (role: 'web' | 'app', count: number, more: Partial<Machine>): Machine[] =>
    Array.from({ length: count }, (_, index) => machine(role, index + 1, more));
  return [
    ...several('web', web, {}),
    machine('app', 1, { dataGib: 100 }),
    ...several('app', app, {}).slice(1),
    ...(today('retire batch', 0.25) ? [] : [machine('batch', 1, { dataGib: 500, stoppedAt: batchStoppedAt(blueprint) })]),
    ...(today('scale out', 0.7) ? [machine('web', web + 1, { age: -0.6 })] : []),
  ];
}

/** In some accounts it has stood still for long, in others it is stopped before the second day. */
function batchStoppedAt({ draw, today }: Blueprint): Date | undefined {
  if (draw.chance('batch stands still', 0.3)) return daysBefore(60);
  return today('stop batch', 0.5) ? daysBefore(-0.8) : undefined;
}
