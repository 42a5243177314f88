import { workerData } from "node:worker_threads";
import { killThisProcess } from "./process-group.js";

const INTERVAL_MS = 2000;

// An orphan gets another parent. On Windows it doesn't, but there Node ends children with their parent.
setInterval(() => {
  if (process.ppid !== workerData) {
    killThisProcess();
  }
}, INTERVAL_MS);
