import { describe } from "vitest";
import { NOTEBOOK_LOADER } from "../../src/documents/notebook/notebook-loader.js";
import { testLoader } from "./loader.js";

describe("notebook loader", () => {
  testLoader(
    NOTEBOOK_LOADER,
    {
      file: "notebooks/auswertung.ipynb",
      bytes: new TextEncoder().encode(
        JSON.stringify({
          cells: [
            { cell_type: "markdown", source: ["# Auswertung\n", "\n", "Die **Pegel** von März."] },
            {
              cell_type: "code",
              source: ["import pandas\n", "pandas.read_csv('pegel.csv')"],
              outputs: [
                {
                  output_type: "execute_result",
                  data: {
                    "text/html": [
                      "<style>td { color: red }</style><table><thead><tr><th></th><th>Ort</th><th>Pegel</th></tr></thead>",
                      "<tbody><tr><th>0</th><td>Köln</td><td>3.1</td></tr></tbody></table>",
                    ],
                    "text/plain": "   Ort Pegel",
                  },
                },
                {
                  output_type: "display_data",
                  data: { "image/png": "iVBORw0", "text/plain": "<Figure size 1x1>" },
                },
              ],
            },
            { cell_type: "markdown", source: "## Ergebnis\n\nDer Pegel steigt." },
          ],
          metadata: { language_info: { name: "python" } },
          nbformat: 4,
        }),
      ),
      title: "Auswertung",
      contains: [
        "Die Pegel von März.",
        "import pandas\npandas.read_csv",
        "Ort: Köln | Pegel: 3.1",
        "Ergebnis",
        "Der Pegel",
      ],
      lacks: ["**", "color", "iVBOR", "Figure", "python", "{"],
      headings: ["Auswertung", "Ergebnis"],
      under: { "import pandas": ["Auswertung"], "Der Pegel steigt": ["Auswertung", "Ergebnis"] },
    },
    Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xfe, 0xc0]),
  );
});
