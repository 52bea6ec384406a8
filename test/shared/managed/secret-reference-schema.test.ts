import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { z } from 'zod';
import { parseReference } from '../../../shared/clouds/secret-reference.ts';
import { SECRET_REFERENCE_FORMAT, secretReference } from '../../../shared/managed/secret-reference-schema.ts';

const ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/shop-a1B2c3';
const TEXTS = [
  ARN,
  `${ARN}#password`,
  'arn:aws:ssm:eu-west-1:123456789012:parameter/muster/shop',
  'env:SHOP_PASSWORD',
  `${ARN}#`,
  `${ARN}\n`,
  `x${ARN}`,
  'env:',
  'env:1',
  'hunter2',
  '',
];

describe('the schema of references to secrets', () => {
  it.each(TEXTS)('takes %j as parseReference and as Ajv take it', (text) => {
    const ajv = new Ajv2020({ formats: { [SECRET_REFERENCE_FORMAT]: true } });

    const taken = secretReference.safeParse(text).success;

    expect(taken).toBe(parseReference(text) !== undefined);
    expect(ajv.validate(z.toJSONSchema(secretReference), text)).toBe(taken);
  });

  it('refuses a secret without repeating it, and says what to write', () => {
    const { error } = secretReference.safeParse('hunter2-correct-horse');

    expect(error?.message).toContain('write where the secret is');
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });
});
