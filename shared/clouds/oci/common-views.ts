/** The columns of OCI types in the views that span clouds. */
import { ifRead, isAt, listAt, type ProviderViews, textAt } from '../common-views.ts';

const STATE = textAt('$.lifecycleState');
const CREATED = textAt('$.timeCreated');
const KEY = textAt('$.kmsKeyId');

/** OCI encrypts every volume and database; it cannot be turned off. */
const ENCRYPTED = 'true';

const volume = {
  columns: { state: STATE, size_gib: textAt('$.sizeInGBs'), is_encrypted: ENCRYPTED, encryption_key: KEY, created_at: CREATED },
};

/** A path in one of the extensions that SCIM gives a user of an identity domain. */
const extensionAt = (extension: string, path: string): string =>
  `$["urn:ietf:params:scim:schemas:oracle:idcs:extension:${extension}:User"].${path}`;
const MFA_STATUS = extensionAt('mfa', 'mfaStatus');

export const OCI_VIEWS: ProviderViews = {
  virtual_machines: {
    Instance: {
      columns: {
        state: STATE,
        size: textAt('$.shape'),
        image: `coalesce(${textAt('$.sourceDetails.imageId')}, ${textAt('$.imageId')})`,
        created_at: CREATED,
      },
    },
  },
  networks: { Vcn: { columns: { state: STATE, cidr_blocks: listAt('$.cidrBlocks'), created_at: CREATED } } },
  // Machines share a file system over the network; it is no disk of one of them.
  disks: { Volume: volume, BootVolume: volume, FileSystem: null },
  buckets: {
    Bucket: {
      columns: {
        is_public: `${textAt('$.publicAccessType')} <> 'NoPublicAccess'`,
        is_versioned: isAt('$.versioning', 'Enabled'),
        encryption_key: KEY,
        created_at: CREATED,
      },
    },
  },
  databases: {
    AutonomousDatabase: {
      columns: {
        state: STATE,
        size: textAt('$.computeCount'),
        engine: `'oracle'`,
        engine_version: textAt('$.dbVersion'),
        // Without a private endpoint in a subnet, it is reached at a public address.
        is_public: ifRead('subnetId', `${textAt('$.subnetId')} IS NULL`),
        is_encrypted: ENCRYPTED,
        created_at: CREATED,
      },
    },
    DbSystem: {
      columns: {
        state: STATE,
        size: textAt('$.shape'),
        engine: `'oracle'`,
        engine_version: textAt('$.version'),
        // A subnet may forbid public addresses; whether the nodes have some elsewhere is not told here.
        is_public: `CASE WHEN ${isAt('$.prohibitPublicIpOnVnic', 'true', 'p')} THEN false END`,
        is_encrypted: ENCRYPTED,
        created_at: CREATED,
      },
      parents: { p: { type: 'Subnet', id: textAt('$.subnetId') } },
    },
  },
  users: {
    User: {
      columns: {
        can_sign_in: isAt('$.capabilities.canUseConsolePassword', 'true'),
        // A second factor is registered with the user, or with the same user of an identity domain. Without the latter it is not known.
        has_mfa: `CASE WHEN ${isAt('$.isMfaActivated', 'true')} THEN true ELSE ${isAt(MFA_STATUS, 'ENROLLED', 'p')} END`,
        last_sign_in_at: textAt('$.lastSuccessfulLoginTime'),
        created_at: CREATED,
      },
      parents: { p: { type: 'IdentityDomainUser', id: 'r.resource_id' } },
    },
    // The users of the default domain are users of the tenancy too, and shown as such.
    IdentityDomainUser: {
      columns: {
        can_sign_in: `CASE WHEN ${isAt('$.active', 'false')} THEN false ELSE ${isAt(extensionAt('capabilities', 'canUseConsolePassword'), 'true')} END`,
        has_mfa: isAt(MFA_STATUS, 'ENROLLED'),
        last_sign_in_at: textAt(extensionAt('userState', 'lastSuccessfulLoginDate')),
        created_at: textAt('$.meta.created'),
      },
      parents: { p: { type: 'User', id: 'r.resource_id' } },
      where: 'p.resource_id IS NULL',
    },
  },
};
