import { destination, type Logger, pino } from "pino";

export type { Logger } from "pino";

/** A logger that writes one JSON line a message to stderr; stdout belongs to a command's result. */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` },
    destination(2),
  );
}
