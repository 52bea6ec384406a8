/** IAM users: the few that remain where people come through single sign-on, and the keys of machines. */
import type { AccessKeyLastUsed, AccessKeyMetadata, LoginProfile, MFADevice, UserDetail } from '@aws-sdk/client-iam';
import type { Blueprint } from './blueprint.ts';
import { daysBefore, morningOf } from './calendar.ts';
import type { FaultLog } from './faults.ts';
import { iamId } from './iam-names.ts';
import { awsManaged, encodedPolicy } from './iam-policies.ts';
import { tagList, tagMap } from './tags.ts';

export interface DemoAccessKey {
  readonly metadata: AccessKeyMetadata & { readonly AccessKeyId: string };
  readonly lastUsed: AccessKeyLastUsed;
}

export interface DemoUser {
  readonly detail: UserDetail & { readonly UserName: string; readonly UserId: string; readonly Arn: string; readonly CreateDate: Date };
  /** Null for a user without a password. */
  readonly loginProfile: LoginProfile | null;
  readonly passwordLastUsed: Date | undefined;
  readonly mfaDevices: readonly MFADevice[];
  readonly accessKeys: readonly DemoAccessKey[];
}

const PEOPLE = [
  'amelia.hart jonas.keller priya.nair lucas.moreau sofia.rossi daniel.okafor hanna.lind mateo.silva',
  'claire.dubois viktor.novak grace.mbeki oliver.bennett yuki.tanaka nadia.haddad tomasz.wolski ines.costa',
].flatMap((line) => line.split(' '));

const GROUPS = ['administrators', 'developers', 'auditors'] as const;
export type GroupName = (typeof GROUPS)[number];
export const GROUP_NAMES: readonly GroupName[] = GROUPS;

/** CIS and AWS both take a key of more than 90 days for old. */
const FRESH_KEY_DAYS = { least: 5, most: 80 };
const OLD_KEY_DAYS = { least: 120, most: 1_100 };
const MS_PER_HOUR = 3_600_000;

interface Person {
  readonly name: string;
  readonly group: GroupName;
  readonly age: number;
  /** Its MFA and its key are candidates for a fault. */
  readonly careless?: boolean;
}

export function buildUsers(blueprint: Blueprint, faults: FaultLog): DemoUser[] {
  const { draw, today, large } = blueprint;
  // The same person comes up once only: each has another place in the list.
  const first = draw.integer('first person', 0, PEOPLE.length - 1);
  const person = (place: number): string => PEOPLE[(first + place) % PEOPLE.length] ?? 'amelia.hart';
  const people: Person[] = [
    { name: person(0), group: 'administrators', age: 900, careless: true },
    ...(today('offboarding', 0.6) ? [] : [{ name: person(1), group: 'developers' as const, age: 420 }]),
    ...(today('onboarding', 0.4) ? [{ name: person(2), group: 'developers' as const, age: -0.3 }] : []),
    ...Array.from({ length: large ? 2 : 0 }, (_, index) => ({ name: person(index + 3), group: 'auditors' as const, age: 300 + index })),
  ];
  return [...people.map((each) => personUser(blueprint, each, faults)), machineUser(blueprint, faults)].toSorted((one, other) =>
    one.detail.UserName < other.detail.UserName ? -1 : 1,
  );
}

function personUser(blueprint: Blueprint, { name, group, age, careless }: Person, faults: FaultLog): DemoUser {
  const { draw, profile, day } = blueprint;
  const faulty = { type: 'AWS::IAM::User', region: 'global', id: name };
  const withoutMfa = careless === true && faults.has('user_without_mfa', faulty, 0.3);
  const justEnabled = careless === true && faults.isFixed('user_without_mfa', faulty, 0.3);
  const created = daysBefore(age);
  const isUsed = age > 0 && draw.chance(`signs in ${name}`, 0.8);
  return {
    detail: {
      Path: '/',
      UserName: name,
      UserId: iamId(blueprint, 'AIDA', name),
      Arn: `arn:aws:iam::${profile.id}:user/${name}`,
      CreateDate: created,
      GroupList: [group],
      AttachedManagedPolicies: [],
      Tags: tagList(tagMap(blueprint, `user ${name}`)),
    },
    loginProfile: { UserName: name, CreateDate: created, PasswordResetRequired: age <= 0 },
    passwordLastUsed: isUsed ? hoursBefore(morningOf(day), draw.integer(`signed in ${name} on ${day}`, 1, 20)) : undefined,
    mfaDevices: withoutMfa
      ? []
      : [
          {
            UserName: name,
            SerialNumber: `arn:aws:iam::${profile.id}:mfa/${name}`,
            EnableDate: justEnabled ? daysBefore(-0.5) : hoursBefore(created, -1),
          },
        ],
    accessKeys: draw.chance(`key of ${name}`, 0.25) ? [accessKey(blueprint, name, 'first', Math.min(age, 60))] : [],
  };
}

/** Deploys from outside of AWS with a key that nobody likes to change. */
function machineUser(blueprint: Blueprint, faults: FaultLog): DemoUser {
  const { draw, profile, stem } = blueprint;
  const name = `${stem}-ci`;
  const faulty = { type: 'AWS::IAM::User', region: 'global', id: name };
  const old = faults.has('access_key_old', faulty, 0.4);
  const rotated = faults.isFixed('access_key_old', faulty, 0.4);
  const { least, most } = old ? OLD_KEY_DAYS : FRESH_KEY_DAYS;
  const key = old
    ? accessKey(blueprint, name, 'first', draw.integer('age of old key', least, most))
    : accessKey(blueprint, name, 'second', rotated ? -0.5 : draw.integer('age of fresh key', least, most));
  return {
    detail: {
      Path: '/machines/',
      UserName: name,
      UserId: iamId(blueprint, 'AIDA', name),
      Arn: `arn:aws:iam::${profile.id}:user/machines/${name}`,
      CreateDate: daysBefore(1_200),
      UserPolicyList: [
        {
          PolicyName: 'deploy',
          PolicyDocument: encodedPolicy({ Effect: 'Allow', Action: ['lambda:UpdateFunctionCode', 's3:PutObject'], Resource: '*' }),
        },
      ],
      GroupList: [],
      AttachedManagedPolicies: draw.chance('mighty machine', 0.2) ? [awsManaged('AdministratorAccess')] : [],
      Tags: tagList(tagMap(blueprint, `user ${name}`)),
    },
    loginProfile: null,
    passwordLastUsed: undefined,
    mfaDevices: [],
    accessKeys: [key],
  };
}

const hoursBefore = (date: Date, hours: number): Date => new Date(date.getTime() - hours * MS_PER_HOUR);

function accessKey(blueprint: Blueprint, user: string, which: string, age: number): DemoAccessKey {
  const { draw, day, primary } = blueprint;
  const isUsed = draw.chance(`uses key ${user}`, 0.85);
  return {
    metadata: {
      UserName: user,
      AccessKeyId: iamId(blueprint, 'AKIA', `${user} ${which}`),
      Status: 'Active',
      CreateDate: daysBefore(age),
    },
    lastUsed: isUsed
      ? {
          LastUsedDate: hoursBefore(morningOf(day), draw.integer(`used key ${user} on ${day}`, 0, 5)),
          ServiceName: 's3',
          Region: primary,
        }
      : { ServiceName: 'N/A', Region: 'N/A' },
  };
}
