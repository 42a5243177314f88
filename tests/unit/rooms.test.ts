import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = resolve(import.meta.dirname, "../../src");

/**
 * The rooms of `src/` and what each may import of the others. Imports point downwards only: a room stands below all
 * that name it. Embedder, reranker and store are reached through the ports in `core`, so only what puts things together
 * names their rooms.
 */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  ranking: ["core"],
  spelling: [],
  vectors: ["core"],
  languages: [],
  learned: ["core"],
  text: ["core", "spelling", "vectors", "languages"],
  config: ["core"],
  documents: ["core", "languages", "text"],
  passages: ["core", "text"],
  providers: ["core"],
  transformers: ["core"],
  embedding: ["core", "vectors", "text", "providers", "transformers"],
  reranking: ["core", "text", "transformers"],
  store: ["core", "ranking", "spelling", "vectors"],
  backup: ["core"],
  ingest: ["core", "text", "documents", "passages"],
  retrieval: ["core", "learned", "ranking", "vectors", "languages", "text"],
  answering: ["core", "languages", "learned", "text", "providers", "retrieval"],
  evaluation: ["core", "text", "retrieval", "answering"],
  app: [
    "core",
    "learned",
    "text",
    "config",
    "documents",
    "embedding",
    "reranking",
    "store",
    "backup",
    "ingest",
    "retrieval",
    "answering",
  ],
  mcp: ["core", "config", "answering", "app"],
  server: ["core", "config", "documents", "ingest", "retrieval", "answering", "app", "mcp"],
  cli: [
    "core",
    "learned",
    "config",
    "documents",
    "reranking",
    "store",
    "ingest",
    "retrieval",
    "answering",
    "evaluation",
    "app",
    "mcp",
    "server",
  ],
  widget: ["core"],
};

/**
 * Folders that are entered through some of their files only: an adapter's driver is all that the rest may know of it.
 */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  "store/": ["store/open-driver.js"],
  "store/local/": ["store/local/local-driver.js"],
  "store/memory/": ["store/memory/memory-driver.js"],
  "store/postgres/": ["store/postgres/postgres-driver.js"],
};

/** What a relative import or export names, static or dynamic, of types too. */
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+)"/g;

interface Import {
  /** Paths relative to `src/`, with slashes. */
  readonly from: string;
  readonly to: string;
}

function importsOf(path: string): Import[] {
  const source = readFileSync(path, "utf8");
  return [...source.matchAll(IMPORT)].map(([, target = ""]) => ({
    from: fromSrc(path),
    to: fromSrc(resolve(dirname(path), target)),
  }));
}

function fromSrc(path: string): string {
  return relative(SRC, path).split(sep).join("/");
}

function roomOf(path: string): string {
  return path.split("/")[0] ?? "";
}

const FILES = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const IMPORTS = FILES.flatMap((file) => importsOf(join(SRC, file)));

describe("the rooms of src", () => {
  it("are all in the table, and each stands after those it may import", () => {
    const rooms = readdirSync(SRC, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    const listed = Object.keys(ROOMS);
    expect(listed.toSorted()).toEqual(rooms.toSorted());
    for (const [place, room] of listed.entries()) {
      expect(listed.slice(0, place), room).toEqual(expect.arrayContaining([...(ROOMS[room] ?? [])]));
    }
  });

  it("import only what the table says", () => {
    expect(IMPORTS.length).toBeGreaterThan(1000);
    const forbidden = IMPORTS.filter(({ from, to }) => {
      const [room, target] = [roomOf(from), roomOf(to)];
      return room !== target && !ROOMS[room]?.includes(target);
    });
    expect(forbidden).toEqual([]);
  });

  it("reach the server only to start it", () => {
    const starting = IMPORTS.filter(({ from, to }) => roomOf(from) !== "server" && roomOf(to) === "server");
    expect([...new Set(starting.map(({ from }) => from))]).toEqual(["cli/commands/serve.ts"]);
  });

  it("are entered through their doors", () => {
    const forbidden = Object.entries(DOORS).flatMap(([folder, doors]) =>
      IMPORTS.filter(
        ({ from, to }) => !from.startsWith(folder) && to.startsWith(folder) && !doors.includes(to),
      ),
    );
    expect(forbidden).toEqual([]);
  });
});
