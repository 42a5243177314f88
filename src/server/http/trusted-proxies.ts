import { BlockList, isIP } from "node:net";

const LISTS = new WeakMap<readonly string[], BlockList>();

/**
 * Whether the headers of a proxy at this address are believed.
 * @param address an IP address; an IPv4 address may be written as an IPv6 one (`::ffff:10.0.0.1`). Anything else is
 *   not trusted
 * @param networks IP addresses, or networks such as `10.0.0.0/8`
 */
export function isTrustedProxy(address: string, networks: readonly string[]): boolean {
  const version = isIP(address);
  return version !== 0 && listOf(networks).check(address, version === 4 ? "ipv4" : "ipv6");
}

function listOf(networks: readonly string[]): BlockList {
  const known = LISTS.get(networks);
  if (known !== undefined) {
    return known;
  }
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    const version = isIP(address) === 4 ? "ipv4" : "ipv6";
    if (prefix === undefined) {
      list.addAddress(address, version);
    } else {
      list.addSubnet(address, Number(prefix), version);
    }
  }
  LISTS.set(networks, list);
  return list;
}
