import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes of JavaScript's heap that are in use, after what nobody holds any more was collected. */
export function usedHeap(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
