/** Words of a cloud reach the API, the log and the terminal only without characters that control a terminal. */
import { expect, it } from '@jest/globals';
import { classifyError as classifyAwsError } from '../../../shared/clouds/aws/classify-error.ts';
import { AzureError } from '../../../shared/clouds/azure/access/azure-error.ts';
import { classifyError as classifyAzureError } from '../../../shared/clouds/azure/access/classify-error.ts';
import { classifyError as classifyOciError, OciFailure } from '../../../shared/clouds/oci/access/oci-failure.ts';

const HOSTILE = 'The bucket a\u001b[2Jb\u202E\u009b31m is odd.';
const named = (name: string): Error => Object.assign(new Error(HOSTILE), { name });

it.each([
  ['AWS', classifyAwsError(named('ValidationException'), { service: 's3', region: 'eu-west-1', loginWorks: true, regionEnabled: true })],
  ['Azure', classifyAzureError(new AzureError('management', 'InvalidThing', HOSTILE, { status: 400 }), { place: 'Disks' })],
  ['OCI', classifyOciError(new OciFailure(400, 'InvalidParameter', HOSTILE), { service: 'core', region: 'us-phoenix-1' })],
])('an error of %s shows such characters by their escapes', (_cloud, { message }) => {
  expect(message).toContain('a\\u001b[2Jb\\u202e\\u009b31m is odd.');
  expect(message).not.toMatch(/[\p{Cc}\u202E]/u);
});
