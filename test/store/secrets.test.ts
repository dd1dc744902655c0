import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createSecrets, hashOf, randomId, sameText } from '../../src/runtime/secrets.ts';

const secrets = createSecrets('a key of at least thirty-two characters');
const others = createSecrets('another key of more than thirty-two characters');

describe('What is sealed with the secret key', () => {
  test('opens again for the same use, also after a restart', () => {
    const afterRestart = createSecrets('a key of at least thirty-two characters');
    const property = fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
      expect(afterRestart.open('use', secrets.seal('use', plain))).toBe(plain);
    });
    fc.assert(property);
  });

  test('does not show what is inside, and never looks the same twice', () => {
    const sealed = secrets.seal('use', 'a private key');
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('private');
    expect(secrets.seal('use', 'a private key')).not.toBe(sealed);
  });

  test('does not open when any single byte was changed, cut off or added', () => {
    // The empty text too: there a cut comes off the tag.
    for (const text of ['plain', '']) expectOnlyWhole(secrets.seal('use', text));
  });

  function expectOnlyWhole(sealed: string): void {
    const bytes = Buffer.from(sealed, 'base64url');
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => secrets.open('use', changed.toString('base64url'))).toThrow();
      expect(() => secrets.open('use', bytes.subarray(0, at).toString('base64url'))).toThrow();
    }
    const longer = Buffer.concat([bytes, Buffer.from([0])]);
    expect(() => secrets.open('use', longer.toString('base64url'))).toThrow();
  }

  test('does not open for another use, nor with another secret key', () => {
    const sealed = secrets.seal('return-url', 'plain');
    expect(() => secrets.open('private-key', sealed)).toThrow();
    expect(() => others.open('return-url', sealed)).toThrow();
  });
});

describe('Keys for signing', () => {
  test('have 32 bytes, stay the same, and differ by use and by secret key', () => {
    const key = (from: typeof secrets, use: string): string => from.signingKey(use).export().toString('hex');
    expect(secrets.signingKey('state').export()).toHaveLength(32);
    expect(key(secrets, 'state')).toBe(key(secrets, 'state'));
    const keys = [key(secrets, 'state'), key(secrets, 'session'), key(others, 'state'), key(secrets, '')];
    expect(new Set(keys).size).toBe(4);
  });
});

describe('Codes', () => {
  test('are 22 characters that fit into an address, and never come twice', () => {
    const codes = Array.from({ length: 1000 }, randomId);
    expect(new Set(codes).size).toBe(1000);
    for (const code of codes) expect(code).toMatch(/^[\w-]{22}$/);
  });

  test('are kept as SHA-256 only', () => {
    // NIST example for "abc" (FIPS 180-4), in base64url.
    expect(hashOf('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
  });

  test('are compared whole', () => {
    expect(sameText('code', 'code')).toBe(true);
    for (const other of ['', 'cod', 'codes', 'Code']) expect(sameText('code', other)).toBe(false);
  });
});
