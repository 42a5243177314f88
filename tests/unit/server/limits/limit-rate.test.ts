import { describe, expect, it } from "vitest";
import { chat, config, createTestApp, errorOf, feedback, question } from "../../../support/server/fakes.js";
import { requestFrom } from "../../../support/server/request-from.js";

const proxy = "10.0.0.1";
const site = { ...config.site, trustedProxies: [proxy] };
const appWith = (replaced: Partial<typeof config>) => createTestApp({ config: { ...config, ...replaced } });
const perAddress = (limit: number) => ({ rateLimits: { ...config.rateLimits, perAddress: limit } });

describe("requests of one address", () => {
  it("are let pass up to the limit, and told what is left", async () => {
    const app = appWith(perAddress(2));
    const first = await requestFrom(app, "192.0.2.1", "/api/documents");
    expect(first.status).toBe(200);
    expect(first.headers.get("ratelimit-policy")).toBe('"per-address";q=2;w=60');
    expect(first.headers.get("ratelimit")).toBe('"per-address";r=1;t=60');
    expect((await requestFrom(app, "192.0.2.1", chat(question()))).headers.get("ratelimit")).toMatch(/r=0;/);
    const refused = await requestFrom(app, "192.0.2.1", "/api/documents");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("ratelimit")).toMatch(/^"per-address";r=0;t=\d+$/);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const { code, message } = await errorOf(refused);
    expect(code).toBe("too_many_requests");
    expect(message).toMatch(/^Too many requests\. Try again in \d+ seconds\.$/);
  });

  it("don't count for another's, nor do pages and health", async () => {
    const app = appWith(perAddress(1));
    for (const path of ["/healthz", "/widget.js", "/", "/api/documents"]) {
      expect((await requestFrom(app, "192.0.2.1", path)).status).not.toBe(429);
    }
    expect((await requestFrom(app, "192.0.2.1", "/api/documents")).status).toBe(429);
    expect((await requestFrom(app, "192.0.2.2", "/api/documents")).status).toBe(200);
  });

  it("count together within an IPv6 network", async () => {
    const app = appWith(perAddress(1));
    expect((await requestFrom(app, "2001:db8::1", "/api/documents")).status).toBe(200);
    expect((await requestFrom(app, "2001:db8::2", "/api/documents")).status).toBe(429);
    expect((await requestFrom(app, "2001:db8:0:1::1", "/api/documents")).status).toBe(200);
  });

  it("are told apart behind a trusted proxy, and not by what a client makes up", async () => {
    const app = appWith({ ...perAddress(1), site });
    const from = (peer: string, forwardedFor: string) =>
      requestFrom(app, peer, "/api/documents", { "x-forwarded-for": forwardedFor });
    expect((await from(proxy, "192.0.2.1")).status).toBe(200);
    expect((await from(proxy, "192.0.2.2")).status).toBe(200);
    expect((await from(proxy, "198.51.100.1, 192.0.2.1")).status).toBe(429);
    expect((await from("192.0.2.3", "198.51.100.1")).status).toBe(200);
    expect((await from("192.0.2.3", "198.51.100.2")).status).toBe(429);
  });

  it.each(["127.0.0.1", "::1", "::ffff:127.0.0.1"])("of this machine have no limit (%s)", async (address) => {
    const app = appWith(perAddress(1));
    const statuses = [1, 2, 3].map(async () => (await requestFrom(app, address, "/api/documents")).status);
    expect(await Promise.all(statuses)).toEqual([200, 200, 200]);
    const { headers } = await requestFrom(app, address, "/api/documents");
    expect(headers.get("ratelimit")).toBeNull();
  });

  it.each(["x-forwarded-for", "forwarded", "via", "x-real-ip"])(
    "that a proxy on this machine passes on count together while it isn't trusted (%s)",
    async (name) => {
      const app = appWith(perAddress(1));
      const from = (value: string) => requestFrom(app, "127.0.0.1", "/api/documents", { [name]: value });
      expect((await from("192.0.2.1")).status).toBe(200);
      expect((await from("192.0.2.2")).status).toBe(429);
    },
  );

  it("may read in another origin's page what is left", async () => {
    const page = "https://www.example.com";
    const app = appWith({ ...perAddress(1), allowedOrigins: [page] });
    await requestFrom(app, "192.0.2.1", "/api/documents", { origin: page });
    const refused = await requestFrom(app, "192.0.2.1", "/api/documents", { origin: page });
    expect(refused.status).toBe(429);
    expect(refused.headers.get("access-control-allow-origin")).toBe(page);
    expect(refused.headers.get("access-control-expose-headers")).toMatch(/RateLimit,.*Retry-After/);
  });
});

describe("requests with a key", () => {
  it("count for the key, from wherever they come", async () => {
    const rateLimits = { ...config.rateLimits, perKey: 2, perAddress: 1 };
    const app = appWith({ apiKeys: ["one", "two"], rateLimits });
    const status = async (key: string, address: string) =>
      (await requestFrom(app, address, "/api/documents", { "x-api-key": key })).status;
    expect(await status("one", "192.0.2.1")).toBe(200);
    expect(await status("one", "192.0.2.2")).toBe(200);
    expect(await status("one", "192.0.2.3")).toBe(429);
    expect(await status("two", "192.0.2.1")).toBe(200);
  });

  it("from an address that has sent too many wrong ones aren't tried any more", async () => {
    const app = appWith({ apiKeys: ["right"] });
    const send = (key: string, address: string) =>
      requestFrom(app, address, "/api/documents", { authorization: `Bearer ${key}` });
    const statuses: number[] = [];
    while (statuses.length < 32) {
      const batch = Array.from({ length: 4 }, () => send("wrong", "192.0.2.1"));
      statuses.push(...(await Promise.all(batch)).map(({ status }) => status));
    }
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(401));
    const refused = await send("right", "192.0.2.1");
    expect(refused.status).toBe(429);
    expect((await errorOf(refused)).message).toMatch(/^Too many wrong keys\./);
    expect((await send("right", "192.0.2.2")).status).toBe(200);
    expect((await requestFrom(app, "192.0.2.1", "/api/documents")).status).toBe(401);
  });
});

describe("ratings", () => {
  it("of one reader are taken up to the limit, wherever they come from", async () => {
    const rateLimits = { ...config.rateLimits, feedbackPerHour: 2 };
    const app = appWith({ rateLimits });
    const rate = (address: string) => requestFrom(app, address, feedback({ answerId: "a1", rating: "up" }));
    expect((await rate("127.0.0.1")).status).toBe(204);
    expect((await rate("127.0.0.1")).status).toBe(204);
    const refused = await rate("127.0.0.1");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("ratelimit-policy")).toBe('"feedback";q=2;w=3600');
    expect((await errorOf(refused)).message).toMatch(/^Too many ratings\./);
    expect((await rate("192.0.2.1")).status).toBe(204);
  });
});
