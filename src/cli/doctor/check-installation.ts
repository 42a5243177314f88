import { access } from "node:fs/promises";
import path from "node:path";
import { INSTALLATION } from "../../config/installation.js";
import { type Check, failed } from "./check.js";

const REINSTALL = "Run npm ci again; hnswlib-node needs python3, make and a C++ compiler. See the README.";

/** Whether the modules that aren't JavaScript were installed and load on this machine. */
export async function checkNativeModules(): Promise<Check[]> {
  return [
    await check("hnswlib-node", async () => {
      const { default: hnswlib } = await import("hnswlib-node");
      new hnswlib.HierarchicalNSW("ip", 2).initIndex(1);
      return "loads";
    }),
    await check("libsql", async () => {
      const { default: Database } = await import("libsql");
      const database = new Database(":memory:");
      const [row] = database.prepare("SELECT sqlite_version() AS version").all() as {
        readonly version: string;
      }[];
      database.close();
      return `loads, SQLite ${row?.version}`;
    }),
  ];
}

async function check(name: string, probe: () => Promise<string>): Promise<Check> {
  try {
    return { name, status: "ok", message: `The native module ${await probe()}.` };
  } catch (error) {
    return failed(name, error, REINSTALL);
  }
}

/** Major and minor version. */
const OLDEST_NODE = [20, 19] as const;

/** Whether this version of Node.js is one that Footnote runs on. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNewEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return isNewEnough
    ? { name: "node", status: "ok", message: `Node.js ${version}.` }
    : {
        name: "node",
        status: "fail",
        message: `Node.js ${version} is too old.`,
        remedy: `Install Node.js ${OLDEST_NODE.join(".")} or newer.`,
      };
}

/** Whether the web pages were built. */
export async function checkPages(): Promise<Check> {
  const name = "pages";
  try {
    await access(path.join(INSTALLATION.pages, "index.html"));
    return { name, status: "ok", message: "The web pages are built." };
  } catch {
    return { name, status: "warn", message: "The web pages aren't built.", remedy: "Run npm run build." };
  }
}
