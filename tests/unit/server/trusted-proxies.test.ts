import { describe, expect, it } from "vitest";
import { isTrustedProxy } from "../../../src/server/http/trusted-proxies.js";

const NETWORKS = ["127.0.0.1", "10.0.0.0/8", "::1", "2001:db8::/32", "fe80::/10"];

describe("a socket's peer", () => {
  it.each([
    "127.0.0.1",
    "10.0.0.1",
    "10.255.255.255",
    "::1",
    "0:0:0:0:0:0:0:1",
    "::ffff:127.0.0.1",
    "::ffff:10.1.2.3",
    "::ffff:7f00:1",
    "2001:db8::7",
    "fe80::1%eth0",
  ])("is trusted as %s", (address) => {
    expect(isTrustedProxy(address, NETWORKS)).toBe(true);
  });

  it.each([
    "",
    "127.0.0.2",
    "11.0.0.1",
    "::2",
    "::ffff:192.168.0.1",
    "2001:db9::1",
    "localhost",
    "10.0.0.1, 127.0.0.1",
    "10.0.0",
    "%eth0",
  ])("isn't trusted as %j", (address) => {
    expect(isTrustedProxy(address, NETWORKS)).toBe(false);
  });

  it("isn't trusted if nobody is", () => {
    expect(isTrustedProxy("127.0.0.1", [])).toBe(false);
  });

  it("may be anybody if the operator says so", () => {
    expect(isTrustedProxy("203.0.113.7", ["0.0.0.0/0"])).toBe(true);
    expect(isTrustedProxy("2001:db8::1", ["::/0"])).toBe(true);
  });
});
