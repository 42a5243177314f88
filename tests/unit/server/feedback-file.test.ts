import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FootnoteError } from "../../../src/core/errors.js";
import { type FeedbackLine, openFeedbackFile } from "../../../src/server/feedback/feedback-file.js";

const mostBytes = 1_000_000;
const line: FeedbackLine = { at: "2026-01-01T00:00:00.000Z", answerId: "a1", rating: "up" };

describe("the feedback file", () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-feedback-"));
    file = path.join(folder, "feedback.jsonl");
  });

  afterEach(() => rm(folder, { recursive: true }));

  const append = (given: FeedbackLine = line) => openFeedbackFile(file, mostBytes).append(given);
  const lines = async () =>
    (await readFile(file, "utf8"))
      .trimEnd()
      .split("\n")
      .map((text) => JSON.parse(text) as unknown);

  async function failure(): Promise<FootnoteError> {
    const error = await append().catch((reason: unknown) => reason);
    return FootnoteError.is(error) ? error : expect.fail(`no FootnoteError but ${String(error)}`);
  }

  it("is made with its folder by the first line, for its owner only", async () => {
    file = path.join(folder, "a", "b", "feedback.jsonl");
    openFeedbackFile(file, mostBytes);
    await expect(stat(path.join(folder, "a"))).rejects.toThrow("ENOENT");
    await append();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, "utf8")).toBe(`${JSON.stringify(line)}\n`);
  });

  it("holds a line a feedback, whatever its text is", async () => {
    const comments = ["a\r\nb", "\u2028 \u0000 \ud800 “ü” 🤷", '{"}'];
    for (const comment of comments) {
      await append({ ...line, comment });
    }
    expect(await lines()).toEqual(comments.map((comment) => ({ ...line, comment })));
  });

  it("holds whole lines in the order they came, however many come at once", async () => {
    const feedbackFile = openFeedbackFile(file, mostBytes);
    const given = Array.from({ length: 100 }, (_, i) => ({
      ...line,
      answerId: `a${i}`,
      comment: `${i}`.repeat(2000),
    }));
    await Promise.all(given.map((one) => feedbackFile.append(one)));
    expect(await lines()).toEqual(given);
  });

  it("may be moved away at any time", async () => {
    const feedbackFile = openFeedbackFile(file, mostBytes);
    await feedbackFile.append(line);
    await rename(file, `${file}.old`);
    await feedbackFile.append({ ...line, answerId: "a2" });
    expect(await lines()).toEqual([{ ...line, answerId: "a2" }]);
  });

  it("goes on in a new line where one was cut off", async () => {
    await writeFile(file, '{"at":"2026');
    await append();
    await append();
    const whole = JSON.stringify(line);
    expect(await readFile(file, "utf8")).toBe(`{"at":"2026\n${whole}\n${whole}\n`);
  });

  it("takes lines as long as they fit, and again once it was moved away", async () => {
    const bytes = Buffer.byteLength(JSON.stringify(line)) + 1;
    const feedbackFile = openFeedbackFile(file, mostBytes);
    await writeFile(file, "\n");
    // The byte before the end is no line's end, so that one more is needed.
    await truncate(file, mostBytes - bytes - 1);
    await feedbackFile.append(line);
    expect((await stat(file)).size).toBe(mostBytes);
    expect((await failure()).code).toBe("feedback_full");
    await expect(feedbackFile.append(line)).rejects.toThrow(file);
    expect((await stat(file)).size).toBe(mostBytes);
    await rename(file, `${file}.old`);
    await feedbackFile.append(line);
    expect(await lines()).toEqual([line]);
  });

  it("says why it can't be written, and tries again with the next line", async () => {
    const feedbackFile = openFeedbackFile(file, mostBytes);
    await mkdir(file);
    await expect(feedbackFile.append(line)).rejects.toMatchObject({
      code: "feedback_failed",
      message: expect.stringContaining("FEEDBACK_FILE"),
      cause: expect.objectContaining({ code: "EISDIR" }),
    });
    await rm(file, { recursive: true });
    await feedbackFile.append(line);
    expect(await lines()).toEqual([line]);
  });

  it("can't lie below a file", async () => {
    await writeFile(path.join(folder, "taken"), "");
    file = path.join(folder, "taken", "feedback.jsonl");
    expect((await failure()).code).toBe("feedback_failed");
  });

  it.skipIf(process.platform === "win32")("can't be a pipe", async () => {
    execFileSync("mkfifo", [file]);
    expect((await failure()).code).toBe("feedback_failed");
  });
});
