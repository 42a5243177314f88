import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

/** Resolves with the first line that a process prints from now on that matches. @throws Error if it ends before */
export function matchingLine(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const printed: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) {
        continue;
      }
      createInterface(stream).on("line", (line) => {
        printed.push(line);
        const match = pattern.exec(line);
        if (match !== null) {
          resolve(match);
        }
      });
    }
    child.once("exit", () =>
      reject(new Error(`The command ended early and printed:\n${printed.join("\n")}`)),
    );
  });
}
