import type { Element } from "domhandler";
import { descendants, elementAt } from "../archive/xml.js";
import type { GraphicBlock } from "./graphic-block.js";
import type { OfficePackage } from "./office-package.js";

/** What a chart or SmartArt says. */
export interface Graphic {
  readonly blocks: readonly GraphicBlock[];
  /** Whether that is all of it: a chart may keep no values beside its title. */
  readonly isWhole: boolean;
}

/** The graphics of a part, from the id of the relationship by which the part names each. */
export type Graphics = ReadonlyMap<string, Graphic>;

/** Reads the charts and SmartArt that a part holds, such as a slide. */
export async function readGraphics(file: OfficePackage, part: string): Promise<Graphics> {
  const graphics = new Map<string, Graphic>();
  for (const { id, type, target } of await file.relationships(part)) {
    if (type === "diagramData") {
      const blocks = await readDiagram(file, target);
      graphics.set(id, { blocks, isWhole: blocks.length > 0 });
    } else if (type === "chart" || type === "chartEx") {
      const blocks = await readChartPart(file, target);
      graphics.set(id, { blocks, isWhole: blocks.some(({ kind }) => kind === "table") });
    }
  }
  return graphics;
}

async function readDiagram(file: OfficePackage, part: string): Promise<GraphicBlock[]> {
  const { readSmartArt } = await import("./smart-art.js");
  return readSmartArt(elementAt(await file.parse(part), "dgm:dataModel"));
}

/** The charts' reader needs the library for spreadsheets, to write numbers. */
async function readChartPart(file: OfficePackage, part: string): Promise<GraphicBlock[]> {
  const root = await file.parse(part);
  const { readChart, readExtendedChart } = await import("./chart.js");
  const extended = elementAt(root, "cx:chartSpace");
  return extended === undefined ? readChart(elementAt(root, "c:chartSpace")) : readExtendedChart(extended);
}

/** The ids of the graphics that an element holds, in order. */
export function graphicIds(parent: Element): string[] {
  return [
    ...[...descendants(parent, "c:chart"), ...descendants(parent, "cx:chart")].map(
      ({ attribs }) => attribs["r:id"],
    ),
    ...descendants(parent, "dgm:relIds").map(({ attribs }) => attribs["r:dm"]),
  ].filter((id) => id !== undefined);
}
