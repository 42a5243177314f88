import { describe, expect, it } from "vitest";
import { createKeyring } from "../../../../src/server/access/keys.js";

describe("the keys a server knows", () => {
  const keyring = createKeyring({ apiKeys: ["one", "two", "both"], adminKey: "both" });

  it("are told apart by their place, which says nothing about them", () => {
    expect(keyring.find("one")).toEqual({ kind: "key", id: "key:1", isAdmin: false });
    expect(keyring.find("two")).toEqual({ kind: "key", id: "key:2", isAdmin: false });
  });

  it("are the admin key if they are both", () => {
    expect(keyring.find("both")).toEqual({ kind: "key", id: "key:admin", isAdmin: true });
  });

  it.each(["", "on", "onetwo", "ONE", "one "])("don't hold %j", (key) => {
    expect(keyring.find(key)).toBeUndefined();
  });

  it("are none where none are set", () => {
    expect(createKeyring({ apiKeys: [], adminKey: undefined }).find("")).toBeUndefined();
  });
});
