// Preloaded into a server: as long as the file FAULT_FILE is there, the embedding thread of an ingest ends with the
// first texts that it gets.
import { existsSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import threads from "node:worker_threads";

const { FAULT_FILE = "" } = process.env;

threads.Worker = class extends threads.Worker {
  #isFaulty;

  constructor(file, options) {
    super(file, options);
    this.#isFaulty = String(file).endsWith("embedding/static/thread.js");
  }

  postMessage(...message) {
    if (this.#isFaulty && existsSync(FAULT_FILE)) {
      void this.terminate();
    } else {
      super.postMessage(...message);
    }
  }
};
syncBuiltinESMExports();
