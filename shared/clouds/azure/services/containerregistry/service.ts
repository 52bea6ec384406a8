/** Azure Container Registry. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'containerregistry' });
