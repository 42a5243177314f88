import type { styleText } from "node:util";
import { levels } from "pino";
import { z } from "zod";
import { isProbe } from "./probes.js";

type Style = Parameters<typeof styleText>[0];

/** The text in a style of `util.styleText`, or as it is where styles aren't wanted. */
export type Paint = (style: Style, text: string) => string;

/** What is read of a line that pino writes; which fields there are depends on what is logged. */
const RECORD = z.looseObject({
  level: z.number(),
  msg: z.string().default(""),
  method: z.string().default(""),
  path: z.string().default(""),
  route: z.string().default(""),
  status: z.number().default(0),
  durationMs: z.number().default(0),
  slow: z.boolean().default(false),
  clientLeft: z.boolean().default(false),
  code: z.string().optional(),
  requestId: z.string().optional(),
  err: z.object({ type: z.string(), message: z.string(), stack: z.string() }).partial().optional(),
});

type LogRecord = z.output<typeof RECORD>;

/** Levels of pino. */
const WARN = 40;
const ERROR = 50;

/** What is logged besides a request's own line, for machines that count. */
const DETAILS: ReadonlySet<string> = new Set(["answer", "feedback"]);
const LONGEST_PATH = 100;

/**
 * A line of the log for a person: time, method, path, status and milliseconds of a request; time, level and message of
 * anything else, and the stack of an error that nobody foresaw.
 * @param line JSON, as pino writes it
 * @returns empty for what a person needn't read
 */
export function logText(line: string, time: Date, paint: Paint): string {
  const record = RECORD.parse(JSON.parse(line));
  const isRequest = record.msg === "request";
  if (isRequest ? isProbe(record.route) : DETAILS.has(record.msg)) {
    return "";
  }
  const text = isRequest ? requestText(record, paint) : messageText(record, paint);
  return `${paint("dim", clock(time))}  ${text}\n`;
}

function requestText(
  { method, path, status, durationMs, slow, clientLeft }: LogRecord,
  paint: Paint,
): string {
  const style = status >= 500 ? "red" : status >= 400 ? "yellow" : "green";
  const shown = path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH)}…` : path;
  const end = `${Math.round(durationMs)} ms${slow ? ", slow" : ""}${clientLeft ? ", the client left" : ""}`;
  return `${visible(method).padEnd(6)} ${visible(shown)}  ${paint(style, String(status))}  ${paint("dim", end)}`;
}

function messageText({ level, msg, err, code, requestId }: LogRecord, paint: Paint): string {
  const style = level >= ERROR ? "red" : level >= WARN ? "yellow" : "dim";
  const name = levels.labels[level] ?? "";
  const cause = err?.message === undefined ? "" : `: ${err.message}`;
  const request = [code, requestId].filter((part) => part !== undefined).join(", ");
  const message = visible(`${msg}${cause}${request === "" ? "" : ` (${request})`}`);
  // Footnote's own errors say all in their message.
  const stack = err?.type === "FootnoteError" ? [] : (err?.stack ?? "").split("\n").filter(isFrame);
  const frames = stack.map((frame) => `\n${paint("dim", visible(frame))}`);
  return `${paint(style, name.padEnd(5))}  ${message}${frames.join("")}`;
}

function isFrame(line: string): boolean {
  return /^ +at /.test(line);
}

function clock(time: Date): string {
  return [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}

/** Escapes what would steer a terminal or forge a line: control characters, line separators, marks of direction. */
function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
