import { Writable } from "node:stream";
import { pino } from "pino";

/** A logger, and the lines it has written. */
export function recordLog(level = "info") {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(JSON.parse(chunk.toString()));
      done();
    },
  });
  return { lines, log: pino({ level }, stream) };
}
