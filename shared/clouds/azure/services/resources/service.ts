/** The subscription itself and its resource groups. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'resources' });
