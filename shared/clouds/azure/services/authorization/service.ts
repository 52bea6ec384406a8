/** Who may do what: role assignments and definitions, and locks. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'authorization' });
