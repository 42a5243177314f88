import type { Element } from "domhandler";
import { descendants, elementAt } from "../archive/xml.js";
import type { GraphicBlock } from "./graphic-block.js";
import type { OfficePackage } from "./office-package.js";

/** What the charts and SmartArt of a part say, from the id of the relationship by which the part names them. */
export type Graphics = ReadonlyMap<string, readonly GraphicBlock[]>;

/** Reads the charts and SmartArt that a part holds, such as a slide. */
export async function readGraphics(file: OfficePackage, part: string): Promise<Graphics> {
  const graphics = new Map<string, readonly GraphicBlock[]>();
  for (const { id, type, target } of await file.relationships(part)) {
    if (type === "chart" || type === "chartEx" || type === "diagramData") {
      graphics.set(id, await readGraphic(file, type, target));
    }
  }
  return graphics;
}

async function readGraphic(
  file: OfficePackage,
  type: "chart" | "chartEx" | "diagramData",
  part: string,
): Promise<GraphicBlock[]> {
  const root = await file.parse(part);
  if (type === "diagramData") {
    const { readSmartArt } = await import("./smart-art.js");
    return readSmartArt(elementAt(root, "dgm:dataModel"));
  }
  // It needs the library for spreadsheets to write numbers.
  const { readChart, readExtendedChart } = await import("./chart.js");
  return type === "chart"
    ? readChart(elementAt(root, "c:chartSpace"))
    : readExtendedChart(elementAt(root, "cx:chartSpace"));
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
