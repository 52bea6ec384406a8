/** The credentials of the users of identity domains. OCI shows a secret once, when it is made; Muster asks for no member that could hold a part of one. */
import type { Text, TypeDefinition } from '../../../types/definition.ts';
import { callsOf, defineType, inside, relation } from '../../types/define.ts';

const identitydomains = callsOf('identitydomains');

/** The members of every credential. What is not asked for does not come: SCIM would send keys, and salts of passwords, by itself. */
const MEMBERS = ['ocid', 'user', 'meta', 'domainOcid', 'compartmentOcid', 'tenancyOcid', 'description'] as const;

interface Credential {
  readonly type: string;
  /** The path of the list below the domain: `ApiKeys`. */
  readonly path: string;
  /** The members besides those of every credential. */
  readonly members: readonly string[];
  readonly name: Text;
  /** The members that hold a secret or a part of one. */
  readonly secrets: readonly string[];
}

/** One list for each domain, whatever the number of its users. */
export const credentialType = ({ type, path, members, name, secrets }: Credential): TypeDefinition =>
  defineType({
    type,
    kind: 'credential',
    parents: 'Domain',
    list: identitydomains.list(`{^url}/${path}`, 'domain role Audit Administrator', {
      query: { count: 200, attributes: [...MEMBERS, ...members].join(',') },
      items: 'Resources',
      pages: 'scim',
    }),
    id: 'ocid',
    nativeId: 'ocid',
    name,
    relationships: [inside('Domain', 'domainOcid'), relation('owned_by', 'IdentityDomainUser', 'user.ocid')],
    volatile: ['meta.lastModified', 'meta.version'],
    drop: secrets,
  });
