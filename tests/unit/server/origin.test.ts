import { describe, expect, it } from "vitest";
import { isAllowedHost, isAllowedOrigin, isLoopback } from "../../../src/server/http/origin.js";

describe("loopback names", () => {
  it.each(["localhost", "docs.localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"])("include %s", (name) => {
    expect(isLoopback(name)).toBe(true);
  });

  it.each(["0.0.0.0", "localhost.example.com", "127.0.0.1.example.com", "10.0.0.1", "", "127.0.0"])(
    "don't include %j",
    (name) => {
      expect(isLoopback(name)).toBe(false);
    },
  );
});

describe("hosts of a server on this machine only", () => {
  it.each(["localhost:3000", "127.0.0.1:3000", "127.0.0.1", "[::1]:3000", "LOCALHOST"])(
    "may be %s",
    (host) => {
      expect(isAllowedHost(host, "127.0.0.1", [])).toBe(true);
    },
  );

  it.each([
    "rebound.example:3000",
    "rebound.example",
    "",
    "localhost@rebound.example",
    "localhost.rebound.example",
  ])("may not be %j", (host) => {
    expect(isAllowedHost(host, "127.0.0.1", [])).toBe(false);
  });

  it("may be the host of a listed origin, as behind a proxy", () => {
    expect(isAllowedHost("docs.example.com", "127.0.0.1", ["https://docs.example.com"])).toBe(true);
  });

  it("may be anything once the server listens on a network", () => {
    expect(isAllowedHost("docs.example.com", "0.0.0.0", [])).toBe(true);
  });
});

describe("origins", () => {
  it.each([
    ["http://localhost:3000", "localhost:3000"],
    ["https://docs.example.com", "docs.example.com"],
    ["https://docs.example.com", "DOCS.example.com"],
    ["http://[::1]:3000", "[::1]:3000"],
  ])("of the server's own pages pass: %s at %s", (origin, host) => {
    expect(isAllowedOrigin(origin, host, [])).toBe(true);
  });

  it.each([
    ["null", "localhost:3000"],
    ["", "localhost:3000"],
    ["http://localhost:3001", "localhost:3000"],
    ["http://localhost.evil.example", "localhost"],
    ["https://evil.example", "docs.example.com"],
    ["file://", "localhost"],
  ])("of others don't: %j at %s", (origin, host) => {
    expect(isAllowedOrigin(origin, host, ["https://www.example.com"])).toBe(false);
  });
});
