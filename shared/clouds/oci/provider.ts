/** The provider OCI. The code that calls it is imported when first used. */
import type { CloudProvider } from '../provider.ts';
import { ociFacts } from './facts.ts';

export const oci: CloudProvider = {
  facts: ociFacts,
  open: async (connection, context) => (await import('./open-login.ts')).openOciLogin(connection, context),
};
