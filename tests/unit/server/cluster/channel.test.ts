import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { FootnoteError } from "../../../../src/core/errors.js";
import type { Call, Notice } from "../../../../src/server/cluster/channel.js";
import { connectChannels } from "../../../support/server/connect-channels.js";

const DOUBLE: Call<number, number> = { name: "double", request: z.number(), reply: z.number() };
const NEWS: Notice<string> = { name: "news", content: z.string() };

describe("a call", () => {
  it("is answered, each by its own id", async () => {
    const { asking, answering } = connectChannels();
    const waits = new Map<number, () => void>();
    answering.handle(DOUBLE, async (number) => {
      await new Promise<void>((resolve) => waits.set(number, resolve));
      return number * 2;
    });
    const replies = [1, 2, 3].map((number) => asking.call(DOUBLE, number));
    await vi.waitFor(() => expect(waits.size).toBe(3));
    for (const number of [3, 1, 2]) {
      waits.get(number)?.();
    }
    expect(await Promise.all(replies)).toEqual([2, 4, 6]);
  });

  it("throws what is thrown there: code and message of a FootnoteError, the stack of anything else", async () => {
    const { asking, answering } = connectChannels();
    answering.handle(DOUBLE, async (number) => {
      throw number === 1 ? new FootnoteError("index_busy", "Wait.") : new TypeError("A bug.");
    });
    const typed = await asking.call(DOUBLE, 1).catch((error: unknown) => error);
    expect(FootnoteError.is(typed)).toBe(true);
    expect(typed).toMatchObject({ code: "index_busy", message: "Wait." });
    const bug = await asking.call(DOUBLE, 2).catch((error: unknown) => error);
    expect(FootnoteError.is(bug)).toBe(false);
    expect(bug).toMatchObject({
      message: "A bug.",
      stack: expect.stringContaining("channel.test.ts"),
    });
  });

  it("that is aborted stops waiting, and the work there is aborted", async () => {
    const { asking, answering } = connectChannels();
    const stopped = vi.fn();
    answering.handle(DOUBLE, async (_, signal) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      stopped();
      return 0;
    });
    const controller = new AbortController();
    const reply = asking.call(DOUBLE, 1, { signal: controller.signal });
    controller.abort();
    await expect(reply).rejects.toMatchObject({ code: "aborted" });
    await vi.waitFor(() => expect(stopped).toHaveBeenCalledOnce());
    await expect(asking.call(DOUBLE, 1, { signal: controller.signal })).rejects.toMatchObject({
      code: "aborted",
    });
    expect(stopped).toHaveBeenCalledOnce();
  });

  it("that isn't answered in time, or whose other side has ended, fails with a code", async () => {
    const { asking, answering, cut } = connectChannels();
    answering.handle(DOUBLE, () => new Promise<never>(() => {}));
    await expect(asking.call(DOUBLE, 1, { timeoutMs: 5 })).rejects.toMatchObject({
      code: "process_failed",
      message: expect.stringContaining("double"),
    });
    const open = asking.call(DOUBLE, 1);
    cut();
    await expect(open).rejects.toMatchObject({ code: "process_failed" });
    await expect(asking.call(DOUBLE, 1)).rejects.toMatchObject({ code: "process_failed" });
  });

  it("with a wrong request or reply, or that nothing answers, fails", async () => {
    const { asking, answering } = connectChannels();
    await expect(asking.call(DOUBLE, 1)).rejects.toThrow("double");
    const text = { ...DOUBLE, request: z.string(), reply: z.number() };
    answering.handle(DOUBLE, async (number) => number);
    await expect(asking.call(text, "one")).rejects.toThrow(/number/);
    await expect(asking.call({ ...DOUBLE, reply: z.string() }, 1)).rejects.toThrow(/string/);
  });
});

describe("a notice", () => {
  it("arrives; others' messages on the same pipe are passed over", () => {
    const { asking, answering, sendToAnswering } = connectChannels();
    const heard = vi.fn();
    answering.onNotice(NEWS, heard);
    for (const message of [
      null,
      1,
      "news",
      {},
      { footnote: "nonsense" },
      { cmd: "NODE_x", channel: "rate" },
    ]) {
      sendToAnswering(message);
    }
    asking.notify(NEWS, "first");
    return vi.waitFor(() => expect(heard.mock.calls).toEqual([["first"]]));
  });
});
