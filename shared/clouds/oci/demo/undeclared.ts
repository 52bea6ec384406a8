/** Resources of types that Muster has no definition of, as Resource Search tells of them. */
import { MAIL_DOMAIN } from '../../demo/organization.ts';
import { Draw } from '../../demo/random.ts';
import type { Item } from '../../types/definition.ts';

/** Search's name of each type, the part of an OCID that names it, and the resources by their names. */
const TYPES: Readonly<Record<string, readonly [part: string, names: readonly string[]]>> = {
  ApiGateway: ['apigateway', ['ledger-api']],
  Image: ['image', ['ledger-base-9', 'ledger-base-10']],
  PublicIp: ['publicip', ['ledger-nat']],
  VaultSecret: ['vaultsecret', ['ledger-signing-token', 'ledger-smtp-password']],
};

interface Place {
  readonly tenancy: string;
  readonly region: string;
  readonly compartment: string;
  readonly created: string;
}

/** The summaries of one region. */
export function undeclaredSummaries({ tenancy, region, compartment, created }: Place): readonly Item[] {
  const draw = new Draw(tenancy);
  return Object.entries(TYPES).flatMap(([resourceType, [part, names]]) =>
    names.map((displayName) => ({
      resourceType,
      identifier: `ocid1.${part}.oc1.${region}.aaaaaaaa${draw.hex(`${region} ${displayName}`, 52)}`,
      compartmentId: compartment,
      displayName,
      timeCreated: created,
      availabilityDomain: null,
      lifecycleState: resourceType === 'Image' ? 'AVAILABLE' : 'ACTIVE',
      freeformTags: { Owner: `platform@${MAIL_DOMAIN}` },
      definedTags: {},
    })),
  );
}
