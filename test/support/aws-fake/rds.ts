/** RDS's instances and snapshots, with the rules of RDS that managers meet. */
import type {
  AddTagsToResourceMessage,
  RemoveTagsFromResourceMessage,
  CreateDBInstanceMessage,
  CreateDBSnapshotMessage,
  DBInstance,
  DeleteDBInstanceMessage,
  DescribeEventsMessage,
  ModifyDBInstanceMessage,
  RestoreDBInstanceFromDBSnapshotMessage,
  RestoreDBInstanceToPointInTimeMessage,
  Tag,
} from '@aws-sdk/client-rds';
import { type FakeAws, refusal, type Service } from './fake-aws.ts';
import { Timed } from './timed.ts';

const ACCOUNT = '123456789012';
const DEFAULT_VERSIONS: Readonly<Record<string, string>> = { postgres: '17.4', mysql: '8.4.5', mariadb: '11.4.5' };

interface Instance {
  fields: DBInstance;
  readonly status: Timed<string>;
  readonly secret: Timed<string>;
  restarts: number;
}

interface Snapshot {
  readonly name: string;
  readonly of: string;
  readonly fields: DBInstance;
  readonly tags: readonly Tag[];
  readonly status: Timed<string>;
}

export class FakeRds {
  readonly instances = new Map<string, Instance>();
  readonly snapshots = new Map<string, Snapshot>();
  /** The passwords that RDS has made: one for each instance and rotation. */
  readonly passwords: string[] = [];
  /** The state in which the next instance ends. */
  nextCreationEnds = 'available';
  readonly #aws: FakeAws;
  readonly #events: { readonly source: string; readonly message: string; readonly at: number }[] = [];
  #made = 0;

  constructor(aws: FakeAws) {
    this.#aws = aws;
  }

  // Each cast of an input is sound: the SDK's own command for the call has made it, and its type is the command's.
  readonly service: Service = {
    DescribeDBInstances: ({ DBInstanceIdentifier: name }) => {
      for (const [id, { status }] of this.instances) if (status.state === 'deleted') this.instances.delete(id);
      if (typeof name === 'string') return { DBInstances: [this.#shown(this.#present(name))] };
      return { DBInstances: [...this.instances.values()].map((each) => this.#shown(each)) };
    },
    CreateDBInstance: (input) => {
      const message = input as unknown as CreateDBInstanceMessage;
      if (!message.ManageMasterUserPassword || message.MasterUserPassword !== undefined)
        throw refusal('InvalidParameterCombination', 'The master user password must be managed by RDS.');
      return { DBInstance: this.#shown(this.#make(message.DBInstanceIdentifier ?? '', fieldsOf(message), message.Tags ?? [])) };
    },
    ModifyDBInstance: (input) => {
      const message = input as unknown as ModifyDBInstanceMessage;
      const instance = this.#ready(message.DBInstanceIdentifier ?? '');
      this.#modify(instance, message);
      return { DBInstance: this.#shown(instance) };
    },
    DeleteDBInstance: (input) => {
      const {
        DBInstanceIdentifier: name = '',
        SkipFinalSnapshot,
        FinalDBSnapshotIdentifier: last,
      } = input as unknown as DeleteDBInstanceMessage;
      const instance = this.#present(name);
      if (instance.status.state === 'deleting') throw refusal('InvalidDBInstanceStateFault', `Instance ${name} is already being deleted.`);
      if (instance.fields.DeletionProtection)
        throw refusal(
          'InvalidParameterCombination',
          'Cannot delete protected DB Instance, please disable deletion protection and try again.',
        );
      if (!SkipFinalSnapshot) this.#snapshot(name, last ?? '', instance.fields.TagList ?? []);
      instance.status.go('deleting', 'deleted');
      return { DBInstance: this.#shown(instance) };
    },
    RebootDBInstance: ({ DBInstanceIdentifier: name }) => {
      const instance = this.#ready(String(name));
      instance.restarts += 1;
      this.#events.push({ source: String(name), message: 'DB instance restarted', at: this.#aws.clock.now() });
      instance.status.go('rebooting', 'available');
      return { DBInstance: this.#shown(instance) };
    },
    CreateDBSnapshot: (input) => {
      const { DBInstanceIdentifier: of = '', DBSnapshotIdentifier: name = '', Tags } = input as unknown as CreateDBSnapshotMessage;
      this.#ready(of);
      return { DBSnapshot: shownSnapshot(this.#snapshot(of, name, Tags ?? [])) };
    },
    DescribeDBSnapshots: ({ DBSnapshotIdentifier: name }) => {
      const snapshot = this.snapshots.get(String(name));
      if (!snapshot) throw refusal('DBSnapshotNotFoundFault', `DBSnapshot ${String(name)} not found.`, 404);
      return { DBSnapshots: [shownSnapshot(snapshot)] };
    },
    RestoreDBInstanceFromDBSnapshot: (input) => {
      const message = input as unknown as RestoreDBInstanceFromDBSnapshotMessage;
      const source = this.snapshots.get(message.DBSnapshotIdentifier ?? '');
      if (!source) throw refusal('DBSnapshotNotFoundFault', `DBSnapshot ${message.DBSnapshotIdentifier} not found.`, 404);
      return {
        DBInstance: this.#shown(
          this.#make(message.DBInstanceIdentifier ?? '', { ...source.fields, ...restored(message) }, message.Tags ?? []),
        ),
      };
    },
    RestoreDBInstanceToPointInTime: (input) => {
      const message = input as unknown as RestoreDBInstanceToPointInTimeMessage;
      const source = this.#present(message.SourceDBInstanceIdentifier ?? '');
      const fields = { ...source.fields, ...restored(message) };
      return { DBInstance: this.#shown(this.#make(message.TargetDBInstanceIdentifier ?? '', fields, message.Tags ?? [])) };
    },
    AddTagsToResource: (input) => {
      const { ResourceName, Tags = [] } = input as unknown as AddTagsToResourceMessage;
      const instance = [...this.instances.values()].find(({ fields }) => fields.DBInstanceArn === ResourceName);
      if (!instance) throw refusal('DBInstanceNotFoundFault', 'DBInstance not found.', 404);
      const kept = (instance.fields.TagList ?? []).filter(({ Key }) => Tags.every((each) => each.Key !== Key));
      instance.fields = { ...instance.fields, TagList: [...kept, ...Tags] };
      return {};
    },
    RemoveTagsFromResource: (input) => {
      const { ResourceName, TagKeys = [] } = input as unknown as RemoveTagsFromResourceMessage;
      const instance = [...this.instances.values()].find(({ fields }) => fields.DBInstanceArn === ResourceName);
      if (!instance) throw refusal('DBInstanceNotFoundFault', 'DBInstance not found.', 404);
      const kept = (instance.fields.TagList ?? []).filter(({ Key = '' }) => !TagKeys.includes(Key));
      instance.fields = { ...instance.fields, TagList: kept };
      return {};
    },
    DescribeEvents: (input) => {
      const { SourceIdentifier, StartTime } = input as unknown as DescribeEventsMessage;
      const told = this.#events.filter(({ source, at }) => source === SourceIdentifier && at >= (StartTime?.getTime() ?? 0));
      return { Events: told.map(({ message }) => ({ Message: message })) };
    },
  };

  /** An instance of somebody else's. */
  plant(name: string): void {
    this.#make(name, { Engine: 'postgres', DBInstanceClass: 'db.t4g.small', AllocatedStorage: 20 }, []);
  }

  #present(name: string): Instance {
    const instance = this.instances.get(name);
    if (!instance || instance.status.state === 'deleted') throw refusal('DBInstanceNotFoundFault', `DBInstance ${name} not found.`, 404);
    return instance;
  }

  #ready(name: string): Instance {
    const instance = this.#present(name);
    if (instance.status.state !== 'available' && instance.status.state !== 'storage-optimization')
      throw refusal('InvalidDBInstanceStateFault', `Database instance is not in available state.`);
    return instance;
  }

  #make(name: string, fields: DBInstance, TagList: readonly Tag[]): Instance {
    const before = this.instances.get(name);
    if (before && before.status.state !== 'deleted') throw refusal('DBInstanceAlreadyExistsFault', 'DB instance already exists');
    this.#made += 1;
    const instance: Instance = {
      fields: {
        ...fields,
        DBInstanceIdentifier: name,
        DbiResourceId: `db-FAKE${this.#made}`,
        DBInstanceArn: `arn:aws:rds:eu-west-1:${ACCOUNT}:db:${name}`,
        MasterUserSecret: { SecretArn: `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:rds!db-${this.#made}-abcdef` },
        TagList: [...TagList],
      },
      status: new Timed<string>(this.#aws.clock, 'creating'),
      secret: new Timed<string>(this.#aws.clock, 'active'),
      restarts: 0,
    };
    instance.status.go('creating', this.nextCreationEnds);
    this.nextCreationEnds = 'available';
    this.instances.set(name, instance);
    this.passwords.push(`password-of-rds-${this.passwords.length}`);
    return instance;
  }

  #modify(instance: Instance, message: ModifyDBInstanceMessage): void {
    const { RotateMasterUserPassword, ApplyImmediately, AllowMajorVersionUpgrade, AllocatedStorage: storage, ...changes } = message;
    if (!ApplyImmediately) throw refusal('InvalidParameterCombination', 'The fake applies changes immediately only.');
    const { AllocatedStorage: present = 0, EngineVersion: version = '', Engine = '' } = instance.fields;
    if (storage !== undefined && storage < present)
      throw refusal('InvalidParameterCombination', 'Invalid storage size: it cannot be reduced.');
    if (changes.EngineVersion !== undefined) {
      const parts = Engine === 'postgres' ? 1 : 2;
      const major = (text: string): string => text.split('.').slice(0, parts).join('.');
      if (major(changes.EngineVersion) !== major(version) && !AllowMajorVersionUpgrade)
        throw refusal(
          'InvalidParameterCombination',
          'The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.',
        );
    }
    if (RotateMasterUserPassword) {
      this.passwords.push(`password-of-rds-${this.passwords.length}`);
      instance.secret.go('rotating', 'active');
    }
    instance.fields = {
      ...instance.fields,
      ...defaultsOf(changes),
      // RDS rounds an increase of less than a tenth up to a tenth.
      ...(storage !== undefined && storage > present && { AllocatedStorage: Math.max(storage, Math.ceil(present * 1.1)) }),
    };
    instance.status.go('modifying', storage === undefined ? 'available' : 'storage-optimization');
  }

  #snapshot(of: string, name: string, tags: readonly Tag[]): Snapshot {
    if (this.snapshots.has(name))
      throw refusal(
        'DBSnapshotAlreadyExistsFault',
        `Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`,
      );
    if (!/^[a-z](?:-?[a-z0-9])*$/i.test(name) || name.length > 255) throw refusal('InvalidParameterValue', 'Invalid snapshot identifier');
    const snapshot = { name, of, fields: this.#present(of).fields, tags, status: new Timed<string>(this.#aws.clock, 'creating') };
    snapshot.status.go('creating', 'available');
    this.snapshots.set(name, snapshot);
    return snapshot;
  }

  #shown({ fields, status, secret }: Instance): DBInstance {
    const { state } = status;
    return {
      ...fields,
      DBInstanceStatus: state,
      MasterUserSecret: { ...fields.MasterUserSecret, SecretStatus: secret.state },
      // An instance has no address until it is there.
      ...(state !== 'creating' && {
        Endpoint: {
          Address: `${fields.DBInstanceIdentifier}.fake.eu-west-1.rds.amazonaws.com`,
          Port: fields.Engine === 'postgres' ? 5432 : 3306,
        },
      }),
    };
  }
}

const shownSnapshot = ({ name, of, status }: Snapshot) => ({ DBSnapshotIdentifier: name, DBInstanceIdentifier: of, Status: status.state });

/** The members of a request that an instance has too. */
const defaultsOf = (message: Partial<CreateDBInstanceMessage> & Partial<ModifyDBInstanceMessage>): DBInstance => {
  const { VpcSecurityGroupIds: groups, DBInstanceClass, MultiAZ, PreferredBackupWindow, BackupRetentionPeriod } = message;
  const { PreferredMaintenanceWindow, PubliclyAccessible, DeletionProtection, EngineVersion, AutoMinorVersionUpgrade } = message;
  const given = {
    DBInstanceClass,
    MultiAZ,
    PreferredBackupWindow,
    BackupRetentionPeriod,
    PreferredMaintenanceWindow,
    PubliclyAccessible,
    DeletionProtection,
    EngineVersion,
    AutoMinorVersionUpgrade,
    VpcSecurityGroups: groups?.map((VpcSecurityGroupId) => ({ VpcSecurityGroupId, Status: 'active' })),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};

const fieldsOf = (message: CreateDBInstanceMessage): DBInstance => ({
  PreferredBackupWindow: '22:10-22:40',
  PreferredMaintenanceWindow: 'Thu:04:05-Thu:04:35',
  VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-0123456789abcdef0', Status: 'active' }],
  DBSubnetGroup: { DBSubnetGroupName: message.DBSubnetGroupName ?? 'default' },
  Engine: message.Engine,
  AllocatedStorage: message.AllocatedStorage,
  StorageEncrypted: message.StorageEncrypted,
  DBName: message.DBName,
  MasterUsername: message.MasterUsername,
  ...defaultsOf(message),
  EngineVersion: fullVersion(message.Engine ?? '', message.EngineVersion),
});

/** RDS chooses the minor version, if a major one alone is asked for. */
const fullVersion = (engine: string, version = DEFAULT_VERSIONS[engine] ?? '1.0'): string =>
  version.split('.').length < (DEFAULT_VERSIONS[engine] ?? '').split('.').length ? `${version}.9` : version;

const restored = (message: Partial<RestoreDBInstanceFromDBSnapshotMessage>): DBInstance => defaultsOf(message);
