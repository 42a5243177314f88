import type { Check } from "./check.js";

const OLDEST = [20, 19] as const;

/** Whether this version of Node.js is one that Footnote runs on. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNewEnough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  return isNewEnough
    ? { name: "node", status: "ok", message: `Node.js ${version}.` }
    : {
        name: "node",
        status: "fail",
        message: `Node.js ${version} is too old.`,
        remedy: `Install Node.js ${OLDEST.join(".")} or newer.`,
      };
}
