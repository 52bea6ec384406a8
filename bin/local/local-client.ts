/** How the platform itself talks to its emulators: nothing of the user's environment, profiles or endpoints takes part. */
import { LOCAL_REGION } from './stack.ts';

export const LOCAL_CLIENT = {
  region: LOCAL_REGION,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;
