import { expect, it } from "vitest";
import { Connection } from "../../../src/store/local/database/sqlite.js";
import { readState, writeState } from "../../../src/store/local/database/state.js";
import { DATABASE } from "../../../src/store/local/folder/index-files.js";
import { seal, sealJson, unseal, unsealJson } from "../../../src/store/rows/seal.js";
import { commit, useIndexFolder } from "../../support/store/index-folder.js";
import { hashOf, makeDocument, makeQuery, ORIGIN } from "../../support/store/store-fixtures.js";

const index = useIndexFolder();
const BREAD = makeDocument("bread", "Brot wird aus Mehl gebacken. Das Mehl kommt aus dem Tal.");

interface Row {
  readonly key: number;
  readonly owner: number;
  readonly content: ArrayBuffer;
}

/** Writes rows as they were before an index knew by which rules it was made. */
function makeOlder(): void {
  const connection = new Connection(index.file(DATABASE));
  const { analysis, ...state } = readState(connection);
  expect(analysis).toEqual(ORIGIN.analysis);
  writeState(connection, state);
  const rewrite = (table: string, owner: string, column: string, change: (row: Row) => Uint8Array) => {
    const rows = connection.prepare<Row>(`SELECT key, ${owner} AS owner, ${column} AS content FROM ${table}`);
    for (const row of rows.all()) {
      connection.prepare(`UPDATE ${table} SET ${column} = ? WHERE key = ?`).run(change(row), row.key);
    }
  };
  rewrite("documents", "0", "about", ({ key, content }) => {
    const { loader, ...about } = unsealJson<Record<string, unknown>>(content, [key]);
    return sealJson([key], about);
  });
  rewrite("failures", "0", "about", ({ content }) => {
    const { loader, ...about } = unsealJson<Record<string, unknown>>(content, []);
    return sealJson([], about);
  });
  rewrite("paragraphs", "document", "content", ({ key, owner, content }) =>
    seal([key, owner], unseal(content, [key, owner]).slice(0, -1)),
  );
  rewrite("passages", "0", "vector", ({ key, content }) => seal([key], unseal(content, [key]).slice(0, 1)));
  connection.close();
}

it("an index of an older Footnote is read, says that it doesn't know its rules, and is replaced", async () => {
  const first = await index.open();
  await commit(first, BREAD);
  const failing = await first.begin(ORIGIN);
  await failing.fail({ path: "b.pdf", reason: "broken", bytes: 1, modifiedMs: 1, loader: null });
  await failing.commit();
  await index.closeAll();
  makeOlder();

  const store = await index.open();
  expect(await store.info()).toMatchObject({
    fingerprint: ORIGIN.fingerprint,
    analysis: null,
    isPartial: false,
    documents: 1,
  });
  expect(await store.files()).toMatchObject([{ id: "bread", loader: null }]);
  expect(await store.failures()).toMatchObject([{ path: "b.pdf", loader: null }]);
  expect((await store.vectors("bread", [hashOf(BREAD.text)])).size).toBe(0);
  expect((await store.search(makeQuery("Mehl"))).hits.length).toBe(3);

  const transaction = await store.begin(ORIGIN);
  await transaction.put({ ...BREAD, id: "new" });
  await transaction.commit();
  expect(await store.info()).toMatchObject({ analysis: ORIGIN.analysis, documents: 1 });
  expect((await store.vectors("new", [hashOf(BREAD.text)])).size).toBe(1);
});
