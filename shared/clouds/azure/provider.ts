/** The provider Azure. The code that calls it is imported when first used, so that importing this file loads no SDK. */
import type { CloudProvider } from '../provider.ts';
import { azureFacts } from './facts.ts';

export const azure: CloudProvider = {
  facts: azureFacts,
  open: async (connection, context) => await (await import('./open-login.ts')).openAzureLogin(connection, context),
};
