/** Azure Kubernetes Service (AKS). */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'containerservice' });
