import { BlockedAddressError } from './guarded-fetch-error.ts';
import { isCloudAddress, isPublicAddress, parseAddress } from './is-public-address.ts';
import { type AllowEntry, parseAllowEntry, type Target, toTarget } from './parse-allow-entry.ts';

/** What may be reached. Both throw `BlockedAddressError`. */
export interface AddressRules {
  /** All that the address itself tells: protocol, port, sign-in, and a host given as a number. */
  readonly checkUrl: (url: URL) => Target;
  /** One address that the target's name stands for, or that the connection has at its other end. */
  readonly checkAddress: (target: Target, address: string) => void;
}

/** Ports of services that are no HTTP and could read a request as commands: those of the fetch standard, and databases. */
const blockedPorts: ReadonlySet<number> = new Set(
  (
    '0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 ' +
    '135 137 139 143 161 179 389 427 445 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 873 989 ' +
    '990 993 995 1433 1521 1719 1720 1723 2049 3306 3389 3659 4045 4190 5060 5061 5432 5672 6000 6379 6566 6665 6666 ' +
    '6667 6668 6669 6697 9042 10080 11211 27017'
  )
    .split(' ')
    .map(Number),
);

const advice = 'Whoever runs this server can allow it with SIGNALBOX_ALLOW_ADDRESSES.';

const block = (reason: string): never => {
  throw new BlockedAddressError(reason);
};

const isNamed = (entry: AllowEntry, { protocol, hostname, port }: Target): boolean =>
  entry.range === undefined &&
  entry.hostname === hostname &&
  (entry.port ?? port) === port &&
  (entry.protocol ?? protocol) === protocol;

const isInRange = ({ range }: AllowEntry, address: ReturnType<typeof parseAddress>): boolean =>
  range !== undefined && address !== undefined && range[0].kind() === address.kind() && address.match([...range]);

/** The rules with these exceptions (see `parseAllowEntry`). Throws `TypeError` for an entry that can't be read. */
export const createAddressRules = (allow: readonly string[]): AddressRules => {
  const entries = allow.map((text) => {
    const entry = parseAllowEntry(text);
    if (!entry) throw new TypeError(`${text} is no host, address, range of addresses, or origin.`);
    return entry;
  });
  const findNamed = (target: Target): AllowEntry | undefined => entries.find((entry) => isNamed(entry, target));

  const checkAddress: AddressRules['checkAddress'] = (target, text) => {
    const address = parseAddress(text);
    if (entries.some((entry) => isInRange(entry, address))) return;
    // a name that is allowed may be led there by whoever has the name
    if (address && findNamed(target) && !isCloudAddress(address)) return;
    if (address && isPublicAddress(address)) return;
    const what = target.hostname === text ? text : `${target.hostname} leads to ${text}, which`;
    block(`${what} is not an address on the public internet. ${advice}`);
  };

  const checkUrl: AddressRules['checkUrl'] = (url) => {
    if (!/^https?:$/.test(url.protocol)) block(`Addresses begin with http:// or https://, not with ${url.protocol}`);
    if (url.username !== '' || url.password !== '') block('An address with a user name or password is not asked.');
    const target = toTarget(url);
    const named = findNamed(target);
    if (blockedPorts.has(target.port) && named?.port !== target.port) {
      block(`Port ${target.port} belongs to a service that is no web server. ${advice}`);
    }
    if (parseAddress(target.hostname)) checkAddress(target, target.hostname);
    else if (!target.hostname.includes('.') && !named) {
      block(`${target.hostname} is the name of a machine in the server’s own network. ${advice}`);
    }
    return target;
  };

  return { checkUrl, checkAddress };
};
