import { expect, it } from '@jest/globals';
import { filterPattern } from '../../../../../shared/policies/cel/library/log-patterns.ts';

const EVENT = new Map([
  ['eventSource', 'kms.amazonaws.com'],
  ['eventName', 'DisableKey'],
  ['userIdentity.type', 'Root'],
  ['userIdentity.invokedBy', null],
]);

it.each([
  '{ $.eventName = DisableKey }',
  '{ $.eventName = "DisableKey" }',
  '  {$.eventName="DisableKey"}  ',
  '{ ($.eventName = DisableKey) }',
  '{ ((($.eventName = "DisableKey"))) }',
  '{ $.eventName = "Disable*" }',
  '{ $.eventName = *Key }',
  '{ $.eventName = D*b*Key }',
  '{ $.eventName = "*" }',
  "{ $['eventName'] = DisableKey }",
  '{ $.["eventName"] = DisableKey }',
  '{ $.eventName = ScheduleKeyDeletion || $.eventName = DisableKey }',
  '{ ($.eventSource = kms.amazonaws.com) && (($.eventName=ScheduleKeyDeletion)||($.eventName=DisableKey)) }',
  '{ $.eventName = DisableKey || $.eventName = DisableKey && $.eventName = Other }',
  '{ $.eventName != CreateKey }',
  '{ $.eventName != "Create*" && $.userIdentity.invokedBy NOT EXISTS }',
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy not exists && $.eventName != "x" }',
  '{ $.eventName = %^Disable% || $.eventName = DisableKey }',
  String.raw`{ $.eventName = "Disable\Key" }`,
])('the pattern %s covers the event', (pattern) => {
  expect(filterPattern(pattern)(EVENT)).toBe(true);
});

it.each([
  '',
  ' ',
  '{ $.eventName = disablekey }',
  '{ $.eventName = "Disable" }',
  '{ $.eventName = "DisableKeyy" }',
  '{ $.eventName = DisableKey*Key }',
  '{ $.eventName = "Di*eable*" }',
  '{ $.eventName != DisableKey }',
  '{ $.eventName != "Dis*" }',
  '{ $.eventName = ScheduleKeyDeletion }',
  '{ $.eventName = DisableKey && $.userIdentity.userName = admin }',
  '{ $.eventName = DisableKey && $.userIdentity.userName != admin }',
  '{ $.eventName = DisableKey && $.errorCode NOT EXISTS }',
  '{ $.eventName = DisableKey && $.eventName NOT EXISTS }',
  '{ $.eventName = DisableKey && $.userIdentity.invokedBy = "*" }',
  '{ $.eventName = DisableKey && $.eventName IS NULL }',
  '{ $.eventName = DisableKey && $.readOnly IS FALSE }',
  '{ ($.eventName = CreateKey || $.eventName = DisableKey) && $.eventSource = s3.amazonaws.com }',
  '{ $.eventName > 5 }',
])('the pattern %s does not cover the event', (pattern) => {
  expect(filterPattern(pattern)(EVENT)).toBe(false);
});

it.each([
  'DisableKey',
  '?DisableKey ?ScheduleKeyDeletion',
  '[time, source, name = DisableKey]',
  '{ $.eventName = %^Disable% }',
  '{ $.eventName != %^Create% }',
  '{ $.userIdentity.invokedBy != "AWS Internal" }',
  '{ $.userIdentity.invokedBy IS NULL }',
  '{ $.eventName = DisableKey',
  '{ ($.eventName = DisableKey }',
  '{ $.eventName = DisableKey) }',
  '{ $.eventName = DisableKey || }',
  '{ $.eventName = }',
  '{ $.eventName IN [DisableKey] }',
  '{ $.eventName NOT NULL }',
  '{ $.eventName IS MISSING }',
  '{ eventName = DisableKey }',
  '{ $.eventName = && }',
  '{ $.eventName = "DisableKey }',
  '{ $ = DisableKey }',
])('cannot tell whether the pattern %s covers the event', (pattern) => {
  expect(filterPattern(pattern)(EVENT)).toBeUndefined();
});
