import { type Check, failed } from "./check.js";

const REMEDY = "Run npm ci again; hnswlib-node needs python3, make and a C++ compiler. See the README.";

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
    return failed(name, error, REMEDY);
  }
}
