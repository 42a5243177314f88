import { describe } from "vitest";
import { CODE_LOADER } from "../../src/documents/code/code-loader.js";
import { testLoader } from "./loader.js";

describe("code loader", () => {
  testLoader(
    CODE_LOADER,
    {
      file: "src/ofen.py",
      bytes: new TextEncoder().encode(
        [
          '"""Öfen."""',
          "",
          "import time",
          "",
          "def heize(ofen):",
          "    if ofen:",
          "",
          "        time.sleep(1)",
        ].join("\r\n"),
      ),
      title: "ofen.py",
      contains: ['"""Öfen."""', "import time", "def heize(ofen):\n    if ofen:\n\n        time.sleep(1)"],
      headings: [],
      places: { kind: "row", at: { Öfen: 1, "import time": 3, "def heize": 5, "time.sleep": 8 } },
    },
    Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xfe, 0xc0]),
  );
});
