import { expect, it } from "vitest";
import { PPTX_LOADER } from "../../../../src/documents/office/pptx-loader.js";
import { LIMITS } from "../../../contract/loader.js";
import { core, pptx, shape } from "../../../support/documents/office-samples.js";

const point = (text: string, properties: string) =>
  `<a:p><a:pPr>${properties}</a:pPr><a:r><a:t>${text}</a:t></a:r></a:p>`;

it("numbers what is numbered and reads groups, but not the fallbacks of older programs", async () => {
  const numbered = shape([point("eins", "<a:buAutoNum/>"), point("zwei", "<a:buAutoNum/>"), "Schluss"]);
  const bytes = pptx([
    {
      shapes: `<p:grpSp>${numbered}</p:grpSp><mc:AlternateContent><mc:Choice>${shape(["neu"])}</mc:Choice
        ><mc:Fallback>${shape(["alt"])}</mc:Fallback></mc:AlternateContent>`,
    },
  ]);
  const { text } = await PPTX_LOADER.load(bytes, "x.pptx", LIMITS);
  expect(text).toBe("1. eins\n2. zwei\n\nSchluss\n\nneu");
});

it("writes raised numbers as such", async () => {
  const run = (text: string, baseline: number) =>
    `<a:r><a:rPr baseline="${baseline}"/><a:t>${text}</a:t></a:r>`;
  const paragraph = `<a:p>${run("80 m", 0)}${run("2", 30000)}${run(" CO", 0)}${run("2", -25000)}${run(", 1", 0)}${run("st", 30000)}</a:p>`;
  const { text } = await PPTX_LOADER.load(pptx([{ shapes: shape([paragraph]) }]), "x.pptx", LIMITS);
  expect(text).toBe("80 m² CO2, 1st");
});

it("ends a slide's section where the next slide has no title", async () => {
  const bytes = pptx([{ shapes: shape(["Kapitel"], 'type="title"') }, { shapes: shape(["Ohne Titel."]) }]);
  const { blocks } = await PPTX_LOADER.load(bytes, "x.pptx", LIMITS);
  expect(blocks.at(-1)?.heading).toEqual([]);
});

it("takes the title from the properties unless PowerPoint put it there", async () => {
  const slides = [{ shapes: shape(["Kaffee"], 'type="title"') }];
  const load = (title: string) => PPTX_LOADER.load(pptx(slides, core(title, "fr")), "x.pptx", LIMITS);
  await expect(load("Über Kaffee")).resolves.toMatchObject({ title: "Über Kaffee", language: "fr" });
  await expect(load("PowerPoint-Präsentation")).resolves.toMatchObject({ title: "Kaffee" });
});

it("refuses more slides than the limit", async () => {
  const bytes = pptx([{ shapes: "" }, { shapes: "" }]);
  await expect(PPTX_LOADER.load(bytes, "x.pptx", { ...LIMITS, pages: 1 })).rejects.toThrow(
    /more than 1 slides/u,
  );
});
