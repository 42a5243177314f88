import { PassThrough } from "node:stream";
import { WriteStream } from "node:tty";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { layoutOf } from "../../../src/cli/terminal.js";

function terminal(columns: number) {
  const { getColorDepth } = WriteStream.prototype;
  return Object.assign(new PassThrough(), { isTTY: true, columns, getColorDepth });
}

describe("the layout of a text", () => {
  beforeEach(() => {
    for (const name of ["NO_COLOR", "FORCE_COLOR", "NODE_DISABLE_COLORS", "CI"]) {
      vi.stubEnv(name, undefined);
    }
    vi.stubEnv("TERM", "xterm-256color");
  });

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it("has colours and the terminal's width, up to a hundred characters", () => {
    expect(layoutOf(terminal(40)).width).toBe(40);
    expect(layoutOf(terminal(300)).width).toBe(100);
    expect(layoutOf(terminal(40)).style("red", "x")).toBe("\u001b[31mx\u001b[39m");
  });

  it("has a hundred characters where a terminal has no size", () => {
    expect(layoutOf(terminal(0)).width).toBe(100);
  });

  it("has no colours where NO_COLOR is set", () => {
    vi.stubEnv("NO_COLOR", "1");
    expect(layoutOf(terminal(40)).style("red", "x")).toBe("x");
  });

  it("has neither colours nor a width in a pipe", () => {
    const pipe = Object.assign(new PassThrough(), { isTTY: false });
    expect(layoutOf(pipe).width).toBe(Number.POSITIVE_INFINITY);
    expect(layoutOf(pipe).style("red", "x")).toBe("x");
  });
});
