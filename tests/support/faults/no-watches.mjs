// Preloaded into a server: as long as the file FAULT_FILE is there, the system watches no more files, as if
// fs.inotify.max_user_watches were reached.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const { FAULT_FILE = "" } = process.env;
const { watch } = fs;

fs.watch = (path, ...more) => {
  if (fs.existsSync(FAULT_FILE)) {
    const message = `ENOSPC: System limit for number of file watchers reached, watch '${path}'`;
    throw Object.assign(new Error(message), { code: "ENOSPC", errno: -28, syscall: "watch", path });
  }
  return watch(path, ...more);
};
syncBuiltinESMExports();
