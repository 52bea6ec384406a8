/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AuditConfiguration": {"retentionPeriodDays":"n"}
}, "shapes": {

}}`) as ConfigFields;
