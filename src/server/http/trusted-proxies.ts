import { BlockList, isIP } from "node:net";

const LISTS = new WeakMap<readonly string[], BlockList>();

/**
 * Whether a socket's peer is one of the trusted reverse proxies.
 * @param address IPv4, IPv6, or IPv4 as IPv6 has it (`::ffff:10.0.0.1`); anything else isn't trusted
 * @param networks of `TRUSTED_PROXIES`: addresses, or networks such as `10.0.0.0/8`; always the same array
 */
export function isTrustedProxy(address: string, networks: readonly string[]): boolean {
  // Link-local addresses come with their zone: `fe80::1%eth0`.
  const [withoutZone = ""] = address.split("%");
  const version = isIP(withoutZone);
  return version !== 0 && listOf(networks).check(withoutZone, version === 4 ? "ipv4" : "ipv6");
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
    list.addSubnet(address, prefix === undefined ? (version === "ipv4" ? 32 : 128) : Number(prefix), version);
  }
  LISTS.set(networks, list);
  return list;
}
