/** The refusal by which OCI says both that there is no such thing and that the login may not see it. */
import { Refused } from '../../demo/refused.ts';

/** OCI does not tell what does not exist from what the login may not see. */
export const notAuthorizedOrNotFound = (): Refused =>
  new Refused({ code: 'NotAuthorizedOrNotFound', status: 404, message: 'Authorization failed or requested resource not found.' });
