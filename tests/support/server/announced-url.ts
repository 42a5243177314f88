import type { ChildProcess } from "node:child_process";
import type { Outcome } from "../footnote.js";

/** The address in the line a server prints once it is ready. */
export function announcedUrl(server: ChildProcess, outcome: Promise<Outcome>): Promise<string> {
  return new Promise((resolve, reject) => {
    server.stdout?.on("data", (chunk: Buffer) => {
      const url = /ready on (http:\S+)/.exec(chunk.toString())?.[1];
      if (url !== undefined) {
        resolve(url);
      }
    });
    outcome.then(({ stderr }) => reject(new Error(stderr)));
  });
}
