// Restores an index as another process, again and again: node restorer.mjs <folder> <backup> <backup> …
// Prints the number of each backup when it is restored.
import process from "node:process";
import { LocalDriver } from "../../../dist/store/local/local-driver.js";

const [folder = "", ...backups] = process.argv.slice(2);
const driver = new LocalDriver(folder);
for (;;) {
  for (const [i, backup] of backups.entries()) {
    await driver.restore(backup);
    process.stdout.write(`${i}\n`);
  }
}
