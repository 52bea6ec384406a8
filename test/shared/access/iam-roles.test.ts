import { describe, expect, it } from '@jest/globals';
import { iamCaller, parseIamRoles } from '../../../shared/access/iam-roles.ts';
import { Forbidden, InvalidRequest } from '../../../shared/errors.ts';

const SESSION = 'arn:aws:sts::123456789012:assumed-role/Ops/ann@example.com';
const roleOf = (arn: string, mapping: object) => iamCaller(arn, parseIamRoles(JSON.stringify(mapping))).role;

describe('a caller by IAM', () => {
  it('is an administrator of everything without a mapping', () => {
    expect(iamCaller(SESSION, parseIamRoles(undefined))).toEqual({ id: SESSION, name: SESSION, role: 'admin', reach: { kind: 'all' } });
  });

  it('is recorded by its own ARN, and has the rights of the role of its session', () => {
    const rules = parseIamRoles('{"arn:aws:iam::123456789012:role/Ops": {"role": "operator", "accounts": ["unit:/Root/Prod/*"]}}');

    expect(iamCaller(SESSION, rules)).toMatchObject({
      id: SESSION,
      role: 'operator',
      reach: { kind: 'limited', selectors: [{ written: 'unit:/Root/Prod/*' }] },
    });
  });

  it.each([
    [SESSION, 'arn:aws:iam::123456789012:role/Ops'],
    [SESSION, 'arn:aws:iam::123456789012:role/O*'],
    [SESSION, 'arn:aws:iam::*:role/Ops'],
    [SESSION, 'arn:aws:iam::123456789012:role/team/Ops'],
    [SESSION, '*'],
    [
      'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Ops_0123456789abcdef/ann',
      'arn:aws:iam::123456789012:role/AWSReservedSSO_Ops_*',
    ],
    ['arn:aws:iam::123456789012:user/people/ann', 'arn:aws:iam::123456789012:user/people/*'],
    ['arn:aws:iam::123456789012:root', 'arn:aws:iam::123456789012:root'],
    ['arn:aws-cn:sts::123456789012:federated-user/ann', 'arn:aws-cn:sts::123456789012:federated-user/ann'],
  ])('%s is meant by %s', (arn, pattern) => {
    expect(roleOf(arn, { [pattern]: 'operator' })).toBe('operator');
  });

  it.each([
    [SESSION, 'arn:aws:iam::123456789012:role/ops'],
    [SESSION, 'arn:aws:iam::210987654321:role/Ops'],
    [SESSION, 'arn:aws:iam::123456789012:user/Ops'],
    ['arn:aws:sts::123456789012:assumed-role/Other/Ops', 'arn:aws:iam::123456789012:role/Ops'],
    // The path of a user may hold what looks like the end of another ARN.
    ['arn:aws:iam::111111111111:user/x:role/Ops', 'arn:aws:iam::*:role/Ops'],
    ['arn:aws:iam::111111111111:user/123456789012:role/Ops', 'arn:aws:iam::1*:role/Ops'],
    ['unknown', 'arn:aws:iam::*:role/*'],
  ])('%s is not meant by %s', (arn, pattern) => {
    expect(() => roleOf(arn, { [pattern]: 'admin' })).toThrow(Forbidden);
  });

  it('has the rights of the first rule that names it', () => {
    expect(roleOf(SESSION, { 'arn:aws:iam::*:role/Ops': 'viewer', '*': 'admin' })).toBe('viewer');
    expect(roleOf(SESSION, { '*': 'admin', 'arn:aws:iam::*:role/Ops': 'viewer' })).toBe('admin');
  });

  it('that no rule names is told which ARN to name', () => {
    expect(() => roleOf(SESSION, { 'arn:aws:iam::123456789012:user/ann': 'admin' })).toThrow(
      `${SESSION} may call this API, but has no role in it; an administrator gives one to arn:aws:iam::123456789012:role/Ops in muster:iam-roles.`,
    );
  });
});

describe('a mapping is refused', () => {
  it.each([
    ['', 'It is not understood'],
    ['[]', 'It is not understood'],
    ['{"*": "root"}', 'The value of "*" is not understood: the mapping is JSON, with a role (viewer, operator, admin)'],
    ['{"*": {"role": "viewer", "account": "x"}}', 'The value of "*" is not understood'],
    ['{"*": {"role": "viewer", "accounts": []}}', 'The value of "*" is not understood'],
    ['{"*": {"role": "viewer", "accounts": ["prod"]}}', 'accounts: "prod" is neither an account id nor a selector'],
    ['{"*": {"role": "viewer", "customer_id": "acme"}}', 'customer_id: "acme" is not the id of a customer.'],
    ['{"Ops": "viewer"}', '"Ops" is not the ARN of a role or a user'],
    ['{"arn:aws:iam::1:*": "viewer"}', 'is not the ARN of a role or a user'],
    ['{"arn:aws:sts::1:assumed-role/Ops/ann": "viewer"}', 'is not the ARN of a role or a user'],
    ['{"arn:aws:iam::1:role/team/*": "viewer"}', "has a path and a *, but a session's ARN has no path"],
  ])('%s', (text, message) => {
    expect(() => parseIamRoles(text)).toThrow(message);
    expect(() => parseIamRoles(text)).toThrow(InvalidRequest);
  });
});
