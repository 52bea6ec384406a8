/** Key vaults and managed HSMs, with what ARM tells of their keys and secrets; never a value of one. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'keyvault' });
