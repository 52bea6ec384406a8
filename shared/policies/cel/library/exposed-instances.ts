/** Tells by which addresses the internet reaches ports of an EC2 instance. */
import { unwrapped } from '../maps.ts';
import { NotKnown, type Run } from '../run.ts';
import { deepWeight } from '../weights.ts';
import { type Interface, internetFamilies, internetRules, openToInternet, type Rules, type ShownRule } from './exposure.ts';
import type { Family } from './networks.ts';
import { resourceById } from './relations.ts';
import { viewOf } from './views.ts';

export const SECURITY_GROUP = 'AWS::EC2::SecurityGroup';
export const SUBNET = 'AWS::EC2::Subnet';

type Groups = readonly { readonly GroupId: string }[];

interface NetworkInterface extends Interface {
  readonly NetworkInterfaceId?: string | null;
  readonly SubnetId?: string | null;
  readonly Groups?: Groups | null;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html */
interface Instance {
  readonly PublicIpAddress?: string | null;
  readonly Ipv6Address?: string | null;
  readonly SubnetId?: string | null;
  readonly SecurityGroups?: Groups | null;
  readonly NetworkInterfaces?: readonly NetworkInterface[] | null;
}

interface NamedInterface {
  readonly interface?: string;
  readonly groups: readonly string[];
}

/** An interface that the internet reaches, or an instance with all its interfaces, as evidence shows it. */
interface Exposure extends NamedInterface {
  readonly interfaces?: readonly NamedInterface[];
  readonly addresses: readonly string[];
  readonly rules: readonly ShownRule[];
}

type Protocols = readonly string[];
type Ports = readonly (number | bigint)[];
type Question<T> = () => readonly T[];

/**
 * The network interfaces of the subject, an instance, by which the internet reaches one of the ports. Where the instance has a public address that no
 * interface tells, its groups and those of all its interfaces are judged for it. Rules count together. Where VPC Block Public Access keeps the
 * internet out of the subnet, nothing is exposed.
 * @throws NotKnown if none is known to be exposed, and of one it is not known
 */
export function instanceExposures(run: Run, protocols: Protocols, ports: Ports): readonly Exposure[] {
  // The config has the fields of its type's definition.
  const instance = unwrapped(viewOf(run.subject!).config) as Instance;
  const openRules = (families: readonly Family[], subnetId: string | null | undefined, groups: readonly Question<{ GroupId: string }>[]) =>
    unlessBlocked(run, subnetId, () => (families.length === 0 ? [] : rulesOf(run, groups, families, protocols, ports)));

  const ofInterface = (each: NetworkInterface): readonly Exposure[] => {
    const groups = () => listOf(each.Groups, `Groups of the network interface ${each.NetworkInterfaceId ?? ''}`);
    const rules = openRules(internetFamilies(each), each.SubnetId, [groups]);
    return rules.length === 0 ? [] : [{ ...named(each), addresses: addressesOf(each), rules }];
  };

  const ofInstance = (): readonly Exposure[] => {
    const { PublicIpAddress, Ipv6Address, SubnetId, SecurityGroups, NetworkInterfaces } = instance;
    const interfaces = NetworkInterfaces ?? [];
    const told = new Set(interfaces.flatMap(internetFamilies));
    const own = internetFamilies({ Association: { PublicIp: PublicIpAddress }, Ipv6Addresses: [{ Ipv6Address }] });
    const families = own.filter((family) => !told.has(family));
    const rules = openRules(families, SubnetId, [
      () => listOf(SecurityGroups, 'SecurityGroups of the instance'),
      () => listOf(NetworkInterfaces, 'NetworkInterfaces of the instance').flatMap(({ Groups }) => Groups ?? []),
    ]);
    if (rules.length === 0) return [];
    const addresses = [PublicIpAddress, Ipv6Address].filter(isText);
    return [{ groups: idsOf(SecurityGroups), interfaces: interfaces.map(named), addresses, rules }];
  };

  return known([
    () => known(listOf(instance.NetworkInterfaces, 'NetworkInterfaces of the instance').map((each) => () => ofInterface(each))),
    ofInstance,
  ]);
}

/** The answers to all questions that can be answered, and why one cannot. */
function answers<T>(questions: readonly Question<T>[]): { readonly found: readonly T[]; readonly unknown: NotKnown | undefined } {
  const found: T[] = [];
  let unknown: NotKnown | undefined;
  for (const ask of questions) {
    try {
      found.push(...ask());
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      unknown ??= error;
    }
  }
  return { found, unknown };
}

/** @throws NotKnown if there is no answer, and one question cannot be answered */
function known<T>(questions: readonly Question<T>[]): readonly T[] {
  const { found, unknown } = answers(questions);
  if (found.length === 0 && unknown) throw unknown;
  return found;
}

/** The rules of the groups by which the internet reaches one of the ports. @throws NotKnown if there is none, but a group or a source is not known */
function rulesOf(
  run: Run,
  questions: readonly Question<{ readonly GroupId: string }>[],
  families: readonly Family[],
  protocols: Protocols,
  ports: Ports,
): readonly ShownRule[] {
  const groups = answers(questions);
  const rules = answers(
    groups.found.map(({ GroupId }) => () => {
      // The config has the fields of its type's definition.
      const { IpPermissions } = unwrapped(resourceById(run, SECURITY_GROUP, GroupId).config) as { readonly IpPermissions?: Rules | null };
      return IpPermissions ?? [];
    }),
  );
  run.spend(rules.found.reduce((sum: number, each) => sum + deepWeight(each), 0));
  const open = internetRules(run, rules.found, families, protocols, ports);
  if (open.length > 0) return open;
  openToInternet(run, rules.found, families, protocols, ports);
  const unknown = groups.unknown ?? rules.unknown;
  if (unknown) throw unknown;
  return [];
}

/** The rules, or none in a subnet that VPC Block Public Access closes. @throws NotKnown if one is not known and the other does not decide */
function unlessBlocked(run: Run, subnetId: string | null | undefined, ask: Question<ShownRule>): readonly ShownRule[] {
  const { found, unknown } = answers([ask]);
  if ((found.length === 0 && !unknown) || isBlocked(run, subnetId)) return [];
  if (unknown) throw unknown;
  return found;
}

function isBlocked(run: Run, subnetId: string | null | undefined): boolean {
  if (!subnetId) return false;
  // The config has the fields of its type's definition.
  const { BlockPublicAccessStates: states } = unwrapped(resourceById(run, SUBNET, subnetId).config) as {
    readonly BlockPublicAccessStates?: { readonly InternetGatewayBlockMode?: string | null } | null;
  };
  return (states?.InternetGatewayBlockMode ?? 'off') !== 'off';
}

function listOf<T>(list: readonly T[] | null | undefined, name: string): readonly T[] {
  if (!list) throw new NotKnown(`the ${name} are not known`);
  return list;
}

const idsOf = (groups: Groups | null | undefined): readonly string[] => (groups ?? []).map(({ GroupId }) => GroupId);

const named = ({ NetworkInterfaceId: id, Groups: groups }: NetworkInterface): NamedInterface => ({
  ...(isText(id) && { interface: id }),
  groups: idsOf(groups),
});

function addressesOf({ Association, PrivateIpAddresses, Ipv6Addresses, Ipv6Prefixes }: Interface): readonly string[] {
  const associations = [Association, ...(PrivateIpAddresses ?? []).map((address) => address.Association)];
  return [
    ...associations.map((each) => each?.PublicIp ?? each?.CarrierIp),
    ...(Ipv6Addresses ?? []).map((each) => each.Ipv6Address),
    ...(Ipv6Prefixes ?? []).map((each) => each.Ipv6Prefix),
  ].filter(isText);
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
