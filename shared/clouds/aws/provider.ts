/** The provider AWS. The code that calls it is imported when first used, so that importing this file loads no SDK client. */
import type { CloudProvider } from '../provider.ts';
import { awsFacts } from './facts.ts';

export const aws: CloudProvider = {
  facts: awsFacts,
  open: async (connection, context) => (await import('./open-login.ts')).openAwsLogin(connection, context),
};
