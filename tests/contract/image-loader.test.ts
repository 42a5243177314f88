import { describe } from "vitest";
import type { Loader } from "../../src/core/ports/loader.js";
import { IMAGE_LOADER } from "../../src/documents/image/image-loader.js";
import { fakeRecogniser } from "../support/documents/fake-recogniser.js";
import { tiffHeader } from "../support/documents/pictures.js";
import { testLoader } from "./loader.js";

const recogniser = fakeRecogniser({
  "image 1": "Der Turm ist\\\n30 Meter hoch.",
  "image 2": "Er hat 200\\\nStufen.",
});

const WITH_OCR: Loader = {
  ...IMAGE_LOADER,
  load: (bytes, path, limits) => IMAGE_LOADER.load(bytes, path, limits, { recogniser }),
};

describe("image loader", () => {
  testLoader(
    WITH_OCR,
    {
      file: "scans/turm.tif",
      bytes: tiffHeader([
        [2480, 3508],
        [2480, 3508],
      ]),
      title: "Turm",
      contains: ["Der Turm ist 30 Meter hoch.", "Er hat 200 Stufen."],
      headings: [],
      places: { kind: "page", at: { "Der Turm": 1, "200 Stufen": 2 } },
      pages: 2,
      emptyFile: "unreadable",
    },
    new TextEncoder().encode("Das ist kein Bild."),
  );
});
