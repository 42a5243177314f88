import fc from "fast-check";
import { expect, it } from "vitest";
import { Archive } from "../../../../src/documents/archive/archive.js";
import { storedZip } from "../../../../src/documents/office/repack.js";
import { LIMITS } from "../../../contract/loader.js";

it("holds the files it was given, under their names and in their order", async () => {
  const files = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[\wäß€ ]{1,20}\.xml$/u), fc.uint8Array()), {
    selector: ([name]) => name,
  });
  await fc.assert(
    fc.asyncProperty(files, async (entries) => {
      const archive = await Archive.open(storedZip(new Map(entries)), "f.zip", LIMITS);
      expect(archive.names).toEqual(entries.map(([name]) => name));
      for (const [name, content] of entries) {
        expect(Uint8Array.from(await archive.read(name))).toEqual(content);
      }
    }),
  );
});
