import type { Attachment, Migration, StoreDriver } from "../../core/ports/store/driver.js";
import type { Store } from "../../core/ports/store.js";
import { backupUnsupported, empty } from "../errors.js";
import { Database } from "./connection/database.js";
import { isMissingTable } from "./connection/errors.js";
import { type PostgresLocation, quoteIdentifier } from "./connection/location.js";
import { currentVersion, migrate, readVersion } from "./connection/migrate.js";
import { PostgresStore } from "./postgres-store.js";
import { readState } from "./read/state.js";

export type { PostgresLocation } from "./connection/location.js";

/** An index in a schema of a PostgreSQL database, which is made if it isn't there. */
export class PostgresDriver implements StoreDriver {
  readonly #location: PostgresLocation;

  constructor(location: PostgresLocation) {
    this.#location = location;
  }

  async open({ readOnly = false }: { readonly readOnly?: boolean } = {}): Promise<Store> {
    const database = new Database(this.#location);
    try {
      if (!readOnly) {
        await migrate(database);
      } else if ((await readVersion(database)) === 0 || (await database.read(readState)).generation === 0) {
        throw empty();
      }
      return new PostgresStore({ database, version: await currentVersion(), isReadOnly: readOnly });
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  async migrate(): Promise<Migration> {
    return { place: `the schema ${this.#location.schema}`, ...(await this.#use(migrate)) };
  }

  /** The schema gets another name; attachments are copied to the new one. */
  async replace(): Promise<string | undefined> {
    return this.#use(async (database) => {
      if ((await readVersion(database)) === 0) {
        return undefined;
      }
      const { schema } = this.#location;
      const aside = `${schema}_replaced_${new Date().toISOString().replaceAll(/\D/g, "")}`;
      await database.write((session) =>
        session.script(`ALTER SCHEMA ${quoteIdentifier(schema)} RENAME TO ${quoteIdentifier(aside)}`),
      );
      await migrate(database);
      await database.write((session) =>
        session.script(
          `INSERT INTO attachments SELECT name, content FROM ${quoteIdentifier(aside)}.attachments`,
        ),
      );
      return `the schema ${aside}`;
    });
  }

  async remove(): Promise<void> {
    const schema = quoteIdentifier(this.#location.schema);
    await this.#use((database) =>
      database.write((session) => session.script(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)),
    );
  }

  async backUp(): Promise<never> {
    throw backupUnsupported(
      `Use \`pg_dump --schema=${this.#location.schema}\` and \`pg_restore\`, or \`footnote export\` and \`footnote import\`.`,
    );
  }

  async restore(): Promise<never> {
    return this.backUp();
  }

  attachment(name: string): Attachment {
    const read = async () => {
      try {
        return await this.#use((database) =>
          database.read(async (session) => {
            const row = await session.first<{ content: string }>(
              // Another schema of the search path may have a table of that name.
              `SELECT content FROM ${quoteIdentifier(this.#location.schema)}.attachments WHERE name = $1`,
              [name],
            );
            return row?.content;
          }),
        );
      } catch (error) {
        if (isMissingTable(error)) {
          return undefined;
        }
        throw error;
      }
    };
    const insert = (text: string, onConflict: string) =>
      this.#use(async (database) => {
        await migrate(database);
        await database.write((session) =>
          session.run(
            `INSERT INTO attachments (name, content) VALUES ($1, $2) ON CONFLICT (name) ${onConflict}`,
            [name, text],
          ),
        );
      });
    return {
      read,
      write: (text) => insert(text, "DO UPDATE SET content = excluded.content"),
      create: async (text) => {
        await insert(text, "DO NOTHING");
        return (await read()) ?? text;
      },
    };
  }

  async #use<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const database = new Database(this.#location);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }
}
