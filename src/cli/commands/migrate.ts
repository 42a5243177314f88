import type { Migration } from "../../core/ports/store/driver.js";
import { openDriver } from "../../store/open-driver.js";
import { configOf, type GlobalOptions } from "../options.js";
import { print } from "../terminal.js";

/** `footnote migrate`: brings the tables of a database to this version, so that starting needn't. */
export async function migrate(options: GlobalOptions): Promise<void> {
  const driver = await openDriver(configOf(options));
  print(migrationText(await driver.migrate()));
}

function migrationText(migration: Migration | undefined): string {
  if (migration === undefined) {
    return "A local index has nothing to migrate. One of an older format is moved aside and built anew by the next ingest.\n";
  }
  const { place, from, to } = migration;
  if (from === to) {
    return `Nothing to do: ${place} is at version ${to}.\n`;
  }
  return from === 0
    ? `Made ${place}, at version ${to}.\n`
    : `Brought ${place} from version ${from} to ${to}.\n`;
}
