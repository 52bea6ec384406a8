/** The protocol follows buf's rules, and the code of its messages is what buf makes of it. */
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buf, generatedRpc, RPC_FOLDER } from '../../scripts/generate-rpc.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

describe('the protocol', () => {
  it('follows the rules of buf lint', () => {
    expect(buf('lint')).toBe('');
  });

  it('is what the generated code was made from; npm run generate writes it', () => {
    const files = readdirSync(join(ROOT, RPC_FOLDER), { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const found = files.map((file) => join(file.parentPath, file.name)).toSorted();
    const generated = generatedRpc();
    expect(found).toEqual(generated.map(({ path }) => join(ROOT, path)).toSorted());
    for (const { path, text } of generated) expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text);
  });
});
