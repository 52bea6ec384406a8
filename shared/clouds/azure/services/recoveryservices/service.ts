/** Backup and recovery. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'recoveryservices' });
