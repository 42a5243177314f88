import type { Check } from "./check.js";

const oldest = [20, 19] as const;

/** Whether this version of Node.js is one that Footnote runs on. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNewEnough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  return isNewEnough
    ? { name: "node", status: "ok", message: `Node.js ${version}.` }
    : {
        name: "node",
        status: "fail",
        message: `Node.js ${version} is too old.`,
        mend: `Install Node.js ${oldest.join(".")} or newer.`,
      };
}
