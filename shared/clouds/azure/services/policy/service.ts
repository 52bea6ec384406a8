/** Azure Policy. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'policy' });
