import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Every address handed out to the public internet is in here; all other IPv6 space is special or not in use. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');
/** The translation of RFC 6052 that IPv6-only networks reach the IPv4 internet by. */
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
/** What clouds answer their machines at, credentials included; the first is public by its number. */
const cloudHosts: ReadonlySet<string> = new Set(['168.63.129.16', '100.100.100.200', 'fd00:ec2::254']);

/** The address with IPv4 in IPv6 clothes undressed; undefined for what is none, or names an interface. */
export const parseAddress = (text: string): Address | undefined =>
  !text.includes('%') && ipaddr.isValid(text) ? ipaddr.process(text) : undefined;

const isIpv6 = (address: Address): address is ipaddr.IPv6 => address.kind() === 'ipv6';

/** Whether a cloud may answer there with what only its machine should know. */
export const isCloudAddress = (address: Address): boolean =>
  address.range() === 'linkLocal' || cloudHosts.has(address.toString());

/** Whether the address belongs to one machine on the public internet: not to this one, its network or anything special. */
export const isPublicAddress = (address: Address): boolean => {
  if (!isIpv6(address)) return address.range() === 'unicast' && !isCloudAddress(address);
  if (address.match(nat64)) return isPublicAddress(new ipaddr.IPv4(address.toByteArray().slice(12)));
  return address.match(globalUnicast) && address.range() === 'unicast';
};
