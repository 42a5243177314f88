import { describe, expect, it } from "vitest";
import { beginsEntry, isLog } from "../../../src/text/log-entries.js";

describe("beginsEntry", () => {
  it.each([
    "2024-03-01 08:00:00 INFO worker started",
    "2024-03-01T08:00:00.123Z worker started",
    "[2024-03-01 08:00:00] local.ERROR: no connection",
    "[Fri Mar 01 08:00:00.123456 2024] [core:error] AH00124",
    "Mar  1 08:00:00 host sshd[123]: Accepted",
    '127.0.0.1 - - [01/Mar/2024:08:00:00 +0100] "GET / HTTP/1.1" 200 12',
    "01.03.2024 08:00:00 Dienst gestartet",
    "08:00:00.123 [main] INFO started",
    "ERROR: no connection",
    "[WARN] low space",
    "[    0.000000] Linux version 6.1",
    "I0301 08:00:00.123456       1 server.go:42] up",
    "03-01 08:00:00.123  1234  1234 I Activity: up",
    "<34>1 2003-10-11T22:14:15.003Z host su - ID47",
    "1709280000.123 TCP_MISS/200 GET http://a/",
  ])("knows %s", (line) => {
    expect(beginsEntry(line)).toBe(true);
  });

  it.each([
    "Notice that it fails.",
    "In 2024 it rained.",
    "08:00 Breakfast",
    "    at run (a.js:1)",
    "3. Open it",
  ])("takes %s for no entry", (line) => {
    expect(beginsEntry(line)).toBe(false);
  });
});

describe("isLog", () => {
  it("needs several lines, most of which begin an entry", () => {
    const entry = "08:00:00 started";
    expect(isLog(Array(5).fill(entry))).toBe(true);
    expect(isLog(Array(4).fill(entry))).toBe(false);
    expect(isLog([...Array(5).fill(entry), ...Array(5).fill("He came at eight.")])).toBe(false);
  });
});
