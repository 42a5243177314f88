import { CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { describeError, exitCodeOf, UsageError } from "../../../src/cli/errors.js";
import { Interrupted, interruptible } from "../../../src/cli/interrupt.js";
import { type ErrorCode, FootnoteError } from "../../../src/core/errors.js";

describe("exit codes", () => {
  it.each<[ErrorCode, number]>([
    ["invalid_configuration", 2],
    ["invalid_data_set", 2],
    ["invalid_prompt", 2],
    ["invalid_request", 2],
    ["documents_folder_missing", 2],
    ["index_damaged", 1],
    ["index_busy", 1],
    ["embedding_model_unavailable", 1],
    ["llm_failed", 1],
  ])("of %s is %i", (code, exitCode) => {
    expect(exitCodeOf(new FootnoteError(code, ""))).toBe(exitCode);
  });

  it("are 2 for wrong usage, 0 for help, 1 for everything else", () => {
    expect(exitCodeOf(new UsageError(""))).toBe(2);
    expect(exitCodeOf(new CommanderError(1, "commander.unknownOption", ""))).toBe(2);
    expect(exitCodeOf(new CommanderError(0, "commander.helpDisplayed", ""))).toBe(0);
    expect(exitCodeOf(new FootnoteError("cannot_listen", ""))).toBe(1);
    expect(exitCodeOf(new Error(""))).toBe(1);
    expect(exitCodeOf("text")).toBe(1);
  });

  it("are those a shell expects after a signal", () => {
    expect(exitCodeOf(new Interrupted("SIGINT"))).toBe(130);
    expect(exitCodeOf(new Interrupted("SIGTERM"))).toBe(143);
  });
});

describe("an error's line", () => {
  it("is one line, whatever the message holds", () => {
    const { code, message } = describeError(new FootnoteError("index_damaged", "One.\nTwo.\u001b[31m"));
    expect(code).toBe("index_damaged");
    expect(message).toBe("One. Two.[31m");
  });

  it("points to the details where the error isn't known", () => {
    expect(describeError(new Error("boom"))).toEqual({
      code: "internal_error",
      message: "boom (run again with --debug for the details)",
    });
  });
});

describe("interruptible work", () => {
  it("is asked to stop by a signal, and then ends as interrupted", async () => {
    const work = interruptible(async (signal) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      throw new FootnoteError("aborted", "");
    });
    process.emit("SIGINT");
    await expect(work).rejects.toBeInstanceOf(Interrupted);
  });

  it("may end well after a signal", async () => {
    const work = interruptible(async (signal) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return "done";
    });
    process.emit("SIGTERM");
    await expect(work).resolves.toBe("done");
  });

  it("leaves no listener behind", async () => {
    const before = process.listenerCount("SIGINT");
    await expect(interruptible(() => Promise.reject(new Error("x")))).rejects.toThrow("x");
    expect(process.listenerCount("SIGINT")).toBe(before);
  });
});
