/** Virtual machines, scale sets, disks, snapshots and images. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'compute' });
