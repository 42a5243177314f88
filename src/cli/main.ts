#!/usr/bin/env node
import { run } from "./run.js";

// `footnote ask … | head -1` closes stdout early. Nobody reads the rest, so the process ends without an error.
for (const STREAM of [process.stdout, process.stderr]) {
  STREAM.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") {
      process.exit(0);
    }
    throw error;
  });
}

await run(process.argv.slice(2));
