import { describe, expect, it } from "vitest";
import { ODP_LOADER } from "../../../../src/documents/office/odp-loader.js";
import { LIMITS } from "../../../contract/loader.js";
import { ODF_CHART } from "../../../support/documents/office-graphics.js";
import { odfFrame, odp } from "../../../support/documents/office-samples.js";

const load = (...parts: Parameters<typeof odp>) => ODP_LOADER.load(odp(...parts), "x.odp", LIMITS);

describe("odp loader", () => {
  it("reads titles, lists, tables, shapes and notes, not what frames every slide", async () => {
    const table = `<draw:frame><table:table><table:table-row><table:table-cell><text:p>Team</text:p></table:table-cell><table:table-cell><text:p>Zahl</text:p></table:table-cell></table:table-row
      ><table:table-row><table:table-cell><text:p>Lager</text:p></table:table-cell><table:table-cell><text:p>7</text:p></table:table-cell></table:table-row></table:table><draw:image/></draw:frame>`;
    const list =
      "<text:list><text:list-item><text:p>eins</text:p></text:list-item><text:list-item><text:p>zwei</text:p></text:list-item></text:list>";
    const { text, headings } = await load([
      {
        content: `${odfFrame("<text:p>Die</text:p><text:p>Teams</text:p>", "title")}${odfFrame(list, "outline")}${table}
          <draw:g><draw:custom-shape><text:p>Neu</text:p></draw:custom-shape></draw:g>${odfFrame("<text:p>7</text:p>", "page-number")}`,
        notes: "Langsam sprechen.",
      },
    ]);
    expect(text).toBe("Die Teams\n\n- eins\n- zwei\n\nTeam: Lager | Zahl: 7\n\nNeu\n\nLangsam sprechen.");
    expect(headings.map((heading) => heading.text)).toEqual(["Die Teams"]);
  });

  it("reads charts", async () => {
    const chart = '<draw:frame><draw:object xlink:href="./Object 1"/><draw:image/></draw:frame>';
    const { text } = await load([{ content: chart }], { name: "Object 1/content.xml", content: ODF_CHART });
    expect(text).toBe("Räder, Stadt: Ulm | 2024: 812\nRäder, Stadt: Bonn");
  });

  it("says which slides have no text, and leaves hidden ones out", async () => {
    const picture = "<draw:frame><draw:image/></draw:frame>";
    const { text, notices, pages } = await load([
      { content: odfFrame("<text:p>Text.</text:p>") },
      { content: picture },
      { content: odfFrame("<text:p>Geheim.</text:p>"), hidden: true },
    ]);
    expect(text).toBe("Text.");
    expect(pages).toBe(3);
    expect(notices).toEqual([
      "slide 2: no text",
      "not read: 1 picture without a description, 1 hidden slide",
    ]);
  });

  it("refuses more slides than the limit, and other files", async () => {
    const slides = [{ content: "" }, { content: "" }];
    await expect(ODP_LOADER.load(odp(slides), "x.odp", { ...LIMITS, pages: 1 })).rejects.toThrow(
      /more than 1 slides/u,
    );
  });
});
