/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::ServiceCatalog::Portfolio": {"ARN":"t","AccountShares":"[]#PortfolioShareDetail","CreatedTime":"d","Description":"t","DisplayName":"t","Id":"t","ProviderName":"t","Tags":"[]#Tag"}
}, "shapes": {
"PortfolioShareDetail": {"Accepted":"b","PrincipalId":"t","SharePrincipals":"b","ShareTagOptions":"b","Type":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
