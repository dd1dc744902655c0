import { lookup as dnsLookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { CodedError } from '../domain/errors.ts';

/** Networks that are never called, whatever an operator allows: link-local (cloud metadata lives there). */
const never = new BlockList();
never.addSubnet('169.254.0.0', 16, 'ipv4');
never.addSubnet('fe80::', 10, 'ipv6');
never.addAddress('fd00:ec2::254', 'ipv6');

/** Networks called only for hosts that the operator named (RFC 6890 special-purpose addresses). */
const reserved = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  reserved.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  // `::`, `::1`, and IPv4 addresses written as ::127.0.0.1 (RFC 4291 2.5.5.1)
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  reserved.addSubnet(network, prefix, 'ipv6');
}

export interface AddressRules {
  readonly allowHttp: boolean;
  readonly allowPrivateHosts: readonly string[];
}

export interface CheckedAddress {
  address: string;
  family: 4 | 6;
}

export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

const systemResolve: Resolve = (host) => dnsLookup(host, { all: true, verbatim: true });

/**
 * Resolves the host of an address once and refuses what must not be called; the connection is then made to one of
 * the very addresses that were checked, so that a second answer of the name server changes nothing (DNS rebinding).
 * All of them are given, because a host may answer on only one of IPv4 and IPv6.
 *
 * @throws CodedError `address.refused` with the reason (`scheme`, `credentials`, `port`, `private`, `never`,
 * `unresolved`).
 */
export async function checkAddress(
  url: URL,
  rules: AddressRules,
  resolve: Resolve = systemResolve,
): Promise<CheckedAddress[]> {
  const refuse = (reason: string): CodedError =>
    new CodedError('address.refused', { reason, host: url.hostname });
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && rules.allowHttp)) throw refuse('scheme');
  if (url.username !== '' || url.password !== '') throw refuse('credentials');
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const isNamed = rules.allowPrivateHosts.includes(host);
  if (url.port !== '' && Number(url.port) < 1024 && url.port !== '80' && url.port !== '443')
    throw refuse('port');

  const answers = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host).catch(() => []);
  if (answers.length === 0) throw refuse('unresolved');
  for (const { address, family } of answers) {
    if (isIn(never, address, family)) throw refuse('never');
    if (!isNamed && isIn(reserved, address, family)) throw refuse('private');
  }
  return answers.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}

function isIn(list: BlockList, address: string, family: number): boolean {
  if (family === 4) return list.check(address, 'ipv4');
  const mapped = mappedIpv4(address);
  return mapped === undefined ? list.check(address, 'ipv6') : list.check(mapped, 'ipv4');
}

/** `::ffff:7f00:1` and `::ffff:127.0.0.1` reach 127.0.0.1 (RFC 4291 2.5.5.2). */
function mappedIpv4(address: string): string | undefined {
  const match = /^(?:::ffff:|0:0:0:0:0:ffff:)(.+)$/i.exec(address);
  const tail = match?.[1];
  if (tail === undefined || isIP(tail) === 4) return tail;
  const [high = 0, low = 0] = tail.split(':').map((part) => Number.parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
