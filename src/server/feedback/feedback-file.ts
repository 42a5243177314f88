import { type FileHandle, mkdir, open } from "node:fs/promises";
import path from "node:path";
import { FootnoteError } from "../../core/errors.js";
import type { FeedbackRequest } from "../feedback/feedback-request.js";
import type { RecentAnswer } from "./recent-answers.js";

/** One line of the file: what a reader thinks of an answer, and the answer itself if the server remembers it. */
export interface FeedbackLine extends FeedbackRequest, Partial<RecentAnswer> {
  /** ISO 8601. */
  readonly at: string;
}

/** Where feedback is stored: one JSON object a line, in the order it came. */
export interface FeedbackFile {
  /** @throws FootnoteError `feedback_full`; `feedback_failed` with the cause if the file can't be written */
  append(line: FeedbackLine): Promise<void>;
}

/** Only the owner may read it: feedback may be confidential. */
const OWNER_ONLY = 0o600;

const NEWLINE = "\n";

/**
 * The file is opened anew for each line, and made with its folder if it isn't there: an operator may move it away
 * at any time.
 * @param file an absolute path
 * @param mostBytes how large it may become: anybody who may ask may rate, so the disk needs a limit
 */
export function openFeedbackFile(file: string, mostBytes: number): FeedbackFile {
  // Lines are written one at a time: whether a line fits, and where it begins, depends on the one before.
  let last: Promise<unknown> = Promise.resolve();
  return {
    append(line) {
      const written = last.then(() => append({ file, mostBytes }, JSON.stringify(line) + NEWLINE));
      last = written.catch(() => undefined);
      return written;
    },
  };
}

/** The file, and how large it may become. */
interface Target {
  readonly file: string;
  readonly mostBytes: number;
}

async function append(target: Target, line: string): Promise<void> {
  const { file } = target;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const handle = await open(file, "a+", OWNER_ONLY);
    try {
      await write(handle, line, target);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (FootnoteError.is(cause)) {
      throw cause;
    }
    throw new FootnoteError(
      "feedback_failed",
      `The feedback file ${file} can't be written. Make it writable, or set FEEDBACK_FILE to another one.`,
      { cause },
    );
  }
}

async function write(handle: FileHandle, line: string, { file, mostBytes }: Target): Promise<void> {
  const stats = await handle.stat();
  // Opening a pipe that nobody reads would block this line and all that follow.
  if (!stats.isFile()) {
    throw new Error("It isn't a regular file.");
  }
  const text = (await isAtLineStart(handle, stats.size)) ? line : NEWLINE + line;
  if (stats.size + Buffer.byteLength(text) > mostBytes) {
    throw new FootnoteError(
      "feedback_full",
      `The feedback file ${file} is full. Move it away; the next feedback makes a new one.`,
    );
  }
  // One call, which several server processes can make at the same time without mixing up their lines.
  const bytes = Buffer.from(text);
  const { bytesWritten } = await handle.write(bytes);
  if (bytesWritten < bytes.byteLength) {
    throw new Error("There is no room for the whole line.");
  }
}

/** False if a crash or a full disk has truncated the last line, to which the next one must not be appended. */
async function isAtLineStart(handle: FileHandle, size: number): Promise<boolean> {
  if (size === 0) {
    return true;
  }
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString("latin1") === NEWLINE;
}
