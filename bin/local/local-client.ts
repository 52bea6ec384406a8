/** Settings of the clients that call the emulators, so that the user's environment, profiles and endpoints have no effect on them. */
import { LOCAL_REGION } from './stack.ts';

export const LOCAL_CLIENT = {
  region: LOCAL_REGION,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;
