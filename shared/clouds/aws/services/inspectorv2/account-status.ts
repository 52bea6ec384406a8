/** Which kinds of resources Amazon Inspector scans in a region. An account that has not turned it on has a status too: disabled. */
import { CloudError } from '../../../cloud-error.ts';
import { custom, defineType, listed } from '../../types/define.ts';

export default defineType({
  type: 'AWS::InspectorV2::AccountStatus',
  kind: 'security_service',
  // Without ids, the call answers for the account itself; whatever an administrator may be told of others is theirs. Where Inspector cannot say its status, the answer names the account among its failures and succeeds
  // with no status at all: that is not an account without one.
  list: custom({ statuses: listed('BatchGetAccountStatus', 'accounts') }, async function* ({ account, pages }) {
    let found = false;
    for await (const page of pages('statuses')) {
      const own = page.filter(({ accountId }) => accountId === account);
      found ||= own.length > 0;
      yield own;
    }
    if (!found)
      throw new CloudError('Amazon Inspector answered without the status of the account. The next run asks again.', {
        class: 'transient',
        error_code: 'NoAccountStatus',
      });
  }),
  id: 'accountId',
});
