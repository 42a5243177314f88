import { describe, expect, it } from "vitest";
import type { FileFailure, FileState } from "../../../src/core/ports/store/catalogue.js";
import { type ComparisonInput, compare } from "../../../src/ingest/compare.js";
import type { ScannedFile } from "../../../src/ingest/scan.js";

const LOADER = { format: "text", version: 1 };

const file = (path: string, bytes = 1, modifiedMs = 1): ScannedFile => ({
  path,
  absolute: `/documents/${path}`,
  bytes,
  modifiedMs,
});
const state = (path: string, bytes = 1, modifiedMs = 1): FileState => ({
  id: `id of ${path}`,
  path,
  bytes,
  modifiedMs,
  contentHash: `hash of ${path}`,
  loader: LOADER,
});
const failure = (path: string, bytes = 1, modifiedMs = 1): FileFailure => ({
  path,
  bytes,
  modifiedMs,
  reason: "broken",
  loader: LOADER,
  failedAt: "2026-01-01T00:00:00.000Z",
});

/** The paths in each part of a comparison that isn't empty. */
function compared(input: Partial<ComparisonInput>): Record<string, string[]> {
  const { additions, changes, reloads, ...others } = compare({
    files: [],
    unreadable: [],
    known: [],
    failures: [],
    loaderOf: () => LOADER,
    everything: false,
    ...input,
  });
  const parts = {
    additions: additions.map((task) => task.file),
    changes: changes.map((task) => task.file),
    reloads: reloads.map((task) => task.file),
    ...others,
  };
  return Object.fromEntries(
    Object.entries(parts)
      .map(([name, files]) => [name, files.map(({ path }) => path)] as const)
      .filter(([, paths]) => paths.length > 0),
  );
}

describe("comparing a folder with the index", () => {
  it("tells new, changed, touched, vanished and unchanged files apart by size and time", () => {
    expect(
      compared({
        files: [file("new"), file("same"), file("larger", 2), file("later", 1, 2)],
        known: [state("same"), state("larger"), state("later"), state("gone", 7)],
      }),
    ).toEqual({ additions: ["new"], unchanged: ["same"], changes: ["larger", "later"], gone: ["gone"] });
  });

  it("takes a new file of a vanished one's size for one that may have been renamed", () => {
    expect(compared({ files: [file("new", 7), file("newer", 8)], known: [state("gone", 7)] })).toEqual({
      changes: ["new"],
      additions: ["newer"],
      gone: ["gone"],
    });
  });

  it("doesn't try again what failed, unless the file or the wish is another", () => {
    const failures = [failure("broken"), failure("mended"), failure("gone")];
    const files = [file("broken"), file("mended", 2)];
    expect(compared({ files, failures })).toEqual({
      stillFailing: ["broken"],
      additions: ["mended"],
      outdated: ["gone"],
    });
    expect(compared({ files, failures, everything: true })).toEqual({
      additions: ["broken", "mended"],
      outdated: ["gone"],
    });
  });

  it("reads everything if it is to", () => {
    expect(compared({ files: [file("a"), file("b")], known: [state("a")], everything: true })).toEqual({
      changes: ["a"],
      additions: ["b"],
    });
  });

  it("takes nothing for gone in a folder that can't be read", () => {
    const known = [state("locked/a"), state("locked b")];
    expect(compared({ known, failures: [failure("locked/c")], unreadable: ["locked/"] })).toEqual({
      gone: ["locked b"],
    });
  });

  it("reads again what another loader has read or couldn't read", () => {
    const outdated = { format: "text", version: 0 };
    const files = ["same", "read", "failing", "fails", "unknown", "of another format"].map((path) =>
      file(path),
    );
    expect(
      compared({
        files,
        known: [
          state("same"),
          { ...state("read"), loader: outdated },
          { ...state("unknown"), loader: null },
          { ...state("of another format"), loader: { format: "log", version: 1 } },
        ],
        failures: [failure("fails"), { ...failure("failing"), loader: outdated }],
      }),
    ).toEqual({
      unchanged: ["same"],
      reloads: ["read", "failing", "unknown", "of another format"],
      stillFailing: ["fails"],
    });
  });
});
