import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressBehind } from "../../../../src/server/http/client-address.js";
import { isTrustedProxy } from "../../../../src/server/http/trusted-proxies.js";
import { config, createTestApp } from "../../../support/server/fakes.js";
import { recordLog } from "../../../support/server/record-log.js";
import { requestFrom } from "../../../support/server/request-from.js";

const networks = ["127.0.0.1", "10.0.0.0/8", "fd00::/8", "2001:db8::7"];

describe("trusted proxies", () => {
  it.each(["127.0.0.1", "10.1.2.3", "::ffff:10.1.2.3", "fd12::1", "2001:db8:0::7"])(
    "include %s",
    (address) => {
      expect(isTrustedProxy(address, networks)).toBe(true);
    },
  );

  it.each(["127.0.0.2", "11.0.0.1", "::ffff:11.0.0.1", "fe00::1", "2001:db8::8", "", "10.1", "localhost"])(
    "don't include %j",
    (address) => {
      expect(isTrustedProxy(address, networks)).toBe(false);
    },
  );

  it("are none unless they are listed", () => {
    expect(isTrustedProxy("127.0.0.1", [])).toBe(false);
  });
});

describe("a client's address", () => {
  it.each([
    ["is the connection's without a proxy", "192.0.2.1", "", "192.0.2.1"],
    ["can't be made up without a proxy", "192.0.2.1", "198.51.100.1", "192.0.2.1"],
    ["is what a trusted proxy says", "127.0.0.1", "192.0.2.1", "192.0.2.1"],
    ["is what the last untrusted one says it is", "127.0.0.1", "198.51.100.1, 192.0.2.1", "192.0.2.1"],
    ["is found behind two proxies", "127.0.0.1", "192.0.2.1, 10.0.0.1", "192.0.2.1"],
    ["can't be made up behind two proxies", "127.0.0.1", "127.0.0.1,192.0.2.1 ,10.0.0.1", "192.0.2.1"],
    ["may be a trusted one's", "127.0.0.1", "10.0.0.2, 10.0.0.1", "10.0.0.2"],
    ["is the proxy's where that says none", "127.0.0.1", "", "127.0.0.1"],
    ["is the proxy's where that says nonsense", "127.0.0.1", "192.0.2.1, unknown", "127.0.0.1"],
    ["may come with a port", "127.0.0.1", "192.0.2.1:5000", "192.0.2.1"],
    ["may come with brackets", "127.0.0.1", "[2001:db8::1]", "2001:db8::1"],
    ["may come with brackets and a port", "127.0.0.1", "[2001:db8::1]:5000", "2001:db8::1"],
    ["may be an IPv4 address in IPv6", "127.0.0.1", "::ffff:192.0.2.1", "192.0.2.1"],
  ])("%s", (_, peer, forwardedFor, address) => {
    expect(addressBehind(peer, forwardedFor, networks)).toBe(address);
  });

  it("never depends on what stands before the last untrusted address", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.constantFrom("10.0.0.1", "fd00::1", "127.0.0.1")),
        (made, proxies) => {
          const header = [made, "192.0.2.1", ...proxies].join(", ");
          expect(addressBehind("10.9.9.9", header, networks)).toBe("192.0.2.1");
        },
      ),
    );
  });
});

describe("a proxy that isn't trusted", () => {
  const warnings = async (peer: string, headers: Record<string, string>) => {
    const { log, lines } = recordLog();
    const site = { ...config.site, trustedProxies: ["10.0.0.1"] };
    const app = createTestApp({ config: { ...config, site }, log });
    await requestFrom(app, peer, "/healthz", headers);
    await requestFrom(app, peer, "/healthz", headers);
    return lines.filter(({ level }) => level === 40).map(({ msg }) => msg);
  };

  it.each(["127.0.0.1", "::ffff:172.17.0.1", "fd00::2"])(
    "is told of once if it is near (%s)",
    async (peer) => {
      const [warning, ...more] = await warnings(peer, { "x-forwarded-for": "192.0.2.1" });
      expect(warning).toMatch(/the proxy at (127|172|fd).* isn't in TRUSTED_PROXIES/);
      expect(more).toEqual([]);
    },
  );

  it("isn't seen in a client that makes up a header, in a trusted proxy or in a plain request", async () => {
    expect(await warnings("198.51.100.1", { "x-forwarded-for": "192.0.2.1" })).toEqual([]);
    expect(await warnings("10.0.0.1", { "x-forwarded-for": "192.0.2.1" })).toEqual([]);
    expect(await warnings("127.0.0.1", {})).toEqual([]);
  });
});
