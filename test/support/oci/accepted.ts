import type { Accepted } from '../../../shared/clouds/oci/access/oci-access.ts';
import { HOME, OTHER_REGION } from './estate.ts';
import { TENANCY, USER } from './keys.ts';

/** The login with the keys, as the estate's tenancy has accepted it. */
export const acceptedWith = (keys: Accepted['keys']): Accepted => ({
  keys,
  user: USER,
  tenancy: TENANCY,
  domain: 'oraclecloud.com',
  homeRegion: HOME,
  regions: [
    { region: HOME, isHome: true },
    { region: OTHER_REGION, isHome: false },
  ],
});
