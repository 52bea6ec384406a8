/** Whom alerts tell. Addresses of webhooks, functions and logic apps hold keys in their query: they are never stored. */
import { armList, armType } from '../../types/define.ts';

export default armType({
  type: 'Microsoft.Insights/actionGroups',
  kind: 'topic',
  list: armList('Microsoft.Insights/actionGroups', '2021-09-01'),
  tags: 'tags',
  drop: [
    'properties.webhookReceivers[].serviceUri',
    'properties.automationRunbookReceivers[].serviceUri',
    'properties.azureFunctionReceivers[].httpTriggerUrl',
    'properties.logicAppReceivers[].callbackUrl',
  ],
});
