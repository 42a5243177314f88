import { styleText } from "node:util";
import { destination, type Logger, pino } from "pino";
import type { Config } from "../../config/config.js";
import { logText, type Paint } from "./log-text.js";

export type { Logger } from "pino";

/** Takes one line of the log at a time. */
export interface LogSink {
  write(text: string): unknown;
}

/**
 * Where libraries keep a request with its keys in the errors they throw, and where one would be if somebody logged it.
 * Nothing here does; this is a second line of defence.
 */
const SECRET_PATHS = [
  "headers",
  "cookie",
  "authorization",
  "*.headers",
  "*.cookie",
  "*.authorization",
  "err.config",
  "err.options",
  "err.request",
  "err.response",
] as const;

/**
 * A logger that writes to stderr, since stdout belongs to a command's result: lines for people on a terminal, JSON
 * elsewhere.
 * @param sink takes the lines instead; it is no terminal
 */
export function createLogger(level: string, format: Config["logFormat"], sink?: LogSink): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: [...SECRET_PATHS], remove: true },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
  };
  const isWatched = sink === undefined && process.stdout.isTTY && process.stderr.isTTY;
  if (format === "json" || (format === "auto" && !isWatched)) {
    return pino(options, sink ?? destination(2));
  }
  const out = sink ?? process.stderr;
  const paint: Paint =
    sink === undefined
      ? (style, text) => styleText(style, text, { stream: process.stderr })
      : (_, text) => text;
  return pino(options, { write: (line) => out.write(logText(line, new Date(), paint)) });
}
