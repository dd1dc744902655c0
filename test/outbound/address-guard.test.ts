import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CodedError } from '../../src/domain/errors.ts';
import { type AddressRules, checkAddress, type Resolve } from '../../src/outbound/address-guard.ts';

const rules: AddressRules = { allowHttp: true, allowPrivateHosts: [] };
const publicAddress = { address: '93.184.215.14', family: 4 };
const to =
  (...answers: { address: string; family: number }[]): Resolve =>
  async () =>
    answers;
const never: Resolve = async (host) => {
  throw new Error(`a name server was asked for ${host}`);
};

/** The reason for a refusal; "allowed" where there is none. */
async function verdict(url: string, given: AddressRules = rules, resolve: Resolve = to(publicAddress)) {
  try {
    await checkAddress(new URL(url), given, resolve);
    return 'allowed';
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'address.refused') throw error;
    return error.details.reason;
  }
}

/** Hosts as an attacker writes them; none of them needs a name server. */
const privateHosts = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.255.255.254',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '017700000001',
    '0177.0.0.1',
  ],
  ...[
    '0',
    '0.0.0.0',
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '100.64.0.1',
  ],
  ...[
    '198.18.0.1',
    '192.0.2.1',
    '203.0.113.5',
    '224.0.0.1',
    '255.255.255.255',
    '１２７.0.0.1',
    '127。0。0。1',
  ],
  ...['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:10.0.0.1]'],
  ...[
    '[::127.0.0.1]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
  ],
];
const neverHosts = [
  ...['169.254.169.254', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '[::ffff:169.254.169.254]'],
  ...['[fe80::1]', '[febf::1]', '[fd00:ec2::254]'],
];

describe('what is never called unless an operator names it', () => {
  test.each(privateHosts)('http://%s/', async (host) => {
    expect(await verdict(`http://${host}/`, rules, never)).toBe('private');
    const { hostname } = new URL(`http://${host}/`);
    const named = { ...rules, allowPrivateHosts: [hostname.replace(/^\[|\]$/g, '')] };
    expect(await verdict(`http://${host}/`, named, never)).toBe('allowed');
  });

  test('neighbours of those networks are public', async () => {
    for (const host of [
      '11.0.0.1',
      '172.15.0.1',
      '172.32.0.1',
      '192.167.0.1',
      '100.63.0.1',
      '[2a00::1]',
      '128.0.0.1',
    ])
      expect([host, await verdict(`http://${host}/`, rules, never)]).toEqual([host, 'allowed']);
  });

  test('any address in 10/8, 172.16/12 and 192.168/16, plain or as IPv6, by name or as it is', async () => {
    const byte = fc.nat(255);
    const address = fc.oneof(
      fc.tuple(byte, byte, byte).map((rest) => ['10', ...rest].join('.')),
      fc.tuple(fc.integer({ min: 16, max: 31 }), byte, byte).map((rest) => ['172', ...rest].join('.')),
      fc.tuple(byte, byte).map((rest) => ['192.168', ...rest].join('.')),
    );
    await fc.assert(
      fc.asyncProperty(address, async (plain) => {
        expect(await verdict(`http://${plain}/`, rules, never)).toBe('private');
        expect(await verdict(`http://[::ffff:${plain}]/`, rules, never)).toBe('private');
        expect(await verdict('http://moodle.example/', rules, to({ address: plain, family: 4 }))).toBe(
          'private',
        );
        const mapped = { address: `::ffff:${plain}`, family: 6 };
        expect(await verdict('http://moodle.example/', rules, to(mapped))).toBe('private');
      }),
    );
  });
});

describe('what is never called, whatever an operator names', () => {
  test.each(neverHosts)('http://%s/', async (host) => {
    const { hostname } = new URL(`http://${host}/`);
    const named = { ...rules, allowPrivateHosts: [host, hostname, hostname.replace(/^\[|\]$/g, '')] };
    for (const given of [rules, named]) expect(await verdict(`http://${host}/`, given, never)).toBe('never');
  });

  test('a named host whose name leads to the metadata of a cloud', async () => {
    const named = { ...rules, allowPrivateHosts: ['moodle.intern'] };
    const metadata = to({ address: '169.254.169.254', family: 4 });
    expect(await verdict('http://moodle.intern/', named, metadata)).toBe('never');
  });
});

describe('names', () => {
  const inside = { address: '10.0.0.7', family: 4 };

  test('that lead to one public and one private address are refused, in either order', async () => {
    expect(await verdict('https://m.example/', rules, to(publicAddress, inside))).toBe('private');
    expect(await verdict('https://m.example/', rules, to(inside, publicAddress))).toBe('private');
    expect(await verdict('https://m.example/', rules, to(publicAddress, { address: '::1', family: 6 }))).toBe(
      'private',
    );
  });

  test('that an operator named may lead inside; others that only look like them may not', async () => {
    const named = { ...rules, allowPrivateHosts: ['moodle.intern'] };
    expect(await verdict('https://moodle.intern/', named, to(inside))).toBe('allowed');
    expect(await verdict('https://MOODLE.intern:8443/', named, to(inside))).toBe('allowed');
    for (const host of [
      'moodle.intern.example',
      'x.moodle.intern',
      'moodle-intern',
      'moodle.intern.',
      '10.0.0.7',
    ])
      expect([host, await verdict(`https://${host}/`, named, to(inside))]).toEqual([host, 'private']);
  });

  test('that lead nowhere, or whose name server fails, are refused', async () => {
    expect(await verdict('https://m.example/', rules, to())).toBe('unresolved');
    expect(await verdict('https://m.example/', rules, never)).toBe('unresolved');
  });

  test('are asked for once, and the first checked address is the one to call', async () => {
    let asked = 0;
    const resolve: Resolve = async () => {
      asked += 1;
      return [publicAddress, { address: '2a00::5', family: 6 }];
    };
    expect(await checkAddress(new URL('https://m.example/'), rules, resolve)).toEqual([
      publicAddress,
      { address: '2a00::5', family: 6 },
    ]);
    expect(asked).toBe(1);
  });
});

describe('addresses that are refused before any name is looked up', () => {
  test.each([
    ['ftp://m.example/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['gopher://m.example/', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['data:text/plain,x', 'scheme'],
    ['https://user@m.example/', 'credentials'],
    ['https://user:secret@m.example/', 'credentials'],
    ['https://m.example:22/', 'port'],
    ['https://m.example:25/', 'port'],
    ['https://m.example:0/', 'port'],
    ['https://m.example:1023/', 'port'],
  ])('%s', async (url, reason) => {
    expect(await verdict(url, rules, never)).toBe(reason);
  });

  test('usual ports and high ones are open', async () => {
    for (const url of [
      'http://m.example/',
      'https://m.example:443/',
      'https://m.example:80/',
      'https://m.example:8443/',
    ])
      expect([url, await verdict(url)]).toEqual([url, 'allowed']);
  });

  test('http is refused where the operator did not allow it', async () => {
    const strict = { ...rules, allowHttp: false };
    expect(await verdict('http://m.example/', strict, never)).toBe('scheme');
    expect(await verdict('https://m.example/', strict)).toBe('allowed');
  });
});
