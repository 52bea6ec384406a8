/** Microsoft Defender for Cloud. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'security' });
