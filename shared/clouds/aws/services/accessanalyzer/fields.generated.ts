/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::AccessAnalyzer::Analyzer": {"arn":"t","configuration":"#AnalyzerConfiguration","createdAt":"d","lastResourceAnalyzed":"t","lastResourceAnalyzedAt":"d","managedBy":"t","name":"t","status":"t","statusReason":"#StatusReason","tags":"{}t","type":"t"}
}, "shapes": {
"AnalysisRule": {"exclusions":"[]#AnalysisRuleCriteria"},
"AnalysisRuleCriteria": {"accountIds":"[]t","resourceTags":"[]{}t"},
"AnalyzerConfiguration": {"internalAccess":"#InternalAccessConfiguration","unusedAccess":"#UnusedAccessConfiguration"},
"InternalAccessAnalysisRule": {"inclusions":"[]#InternalAccessAnalysisRuleCriteria"},
"InternalAccessAnalysisRuleCriteria": {"accountIds":"[]t","resourceArns":"[]t","resourceTypes":"[]t"},
"InternalAccessConfiguration": {"analysisRule":"#InternalAccessAnalysisRule"},
"StatusReason": {"code":"t"},
"UnusedAccessConfiguration": {"analysisRule":"#AnalysisRule","unusedAccessAge":"n"}
}}`) as ConfigFields;
