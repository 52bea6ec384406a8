/** Managed identities. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'managedidentity' });
