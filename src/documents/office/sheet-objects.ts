import type { Element } from "domhandler";
import { elementAt, elements, localName, textOf } from "../archive/xml.js";
import type { TextBuilder } from "../text-builder.js";
import { addShape, shapesOf } from "./drawing-shapes.js";
import type { GraphicBlock } from "./graphic-block.js";
import { type Graphic, type Graphics, readGraphics } from "./graphics.js";
import { LeftOut } from "./left-out.js";
import type { OfficePackage } from "./office-package.js";

/** Longer charts are drawn from cells that are read anyway. */
const MAX_CHART_ROWS = 100;

/** What lies on the cells of one sheet. */
interface SheetDrawing {
  readonly anchors: readonly Element[];
  readonly graphics: Graphics;
  readonly comments: number;
  readonly objects: number;
}

/** The text boxes, charts and pictures that lie on the sheets of an Excel file. */
export class SheetObjects {
  readonly #drawings: ReadonlyMap<string, SheetDrawing>;
  readonly #leftOut = new LeftOut();

  private constructor(drawings: ReadonlyMap<string, SheetDrawing>) {
    this.#drawings = drawings;
  }

  static async read(file: OfficePackage): Promise<SheetObjects> {
    const drawings = new Map<string, SheetDrawing>();
    for (const { name, part } of await sheetParts(file)) {
      drawings.set(name, await readDrawing(file, part));
    }
    return new SheetObjects(drawings);
  }

  /** Adds what lies on a sheet, each object at the row of its upper edge. @param sheet its name */
  add(builder: TextBuilder, sheet: string): void {
    const drawing = this.#drawings.get(sheet);
    if (drawing === undefined) {
      return;
    }
    const { anchors, graphics, comments, objects } = drawing;
    this.#leftOut.add("comment", "comments", comments);
    this.#leftOut.add("embedded object", "embedded objects", objects);
    for (const anchor of anchors) {
      const row = Number(textOf(elementAt(anchor, "xdr:from", "xdr:row")));
      for (const shape of shapesOf(anchor)) {
        builder.mark("row", Number.isSafeInteger(row) && row >= 0 ? row + 1 : 1);
        addShape(builder, shape, false, { graphics, leftOut: this.#leftOut });
      }
    }
  }

  /** Tells a document what has no text. */
  report(builder: TextBuilder): void {
    this.#leftOut.report(builder);
  }
}

async function sheetParts(file: OfficePackage): Promise<{ readonly name: string; readonly part: string }[]> {
  const main = await file.mainPart();
  if (main === undefined || !main.endsWith(".xml")) {
    return [];
  }
  const targets = new Map((await file.relationships(main)).map(({ id, target }) => [id, target]));
  const [workbook] = elements(await file.parse(main));
  const sheets = elements(workbook).filter((child) => localName(child) === "sheets");
  return sheets
    .flatMap((list) => elements(list))
    .flatMap(({ attribs }) => {
      const part = targets.get(attribs["r:id"] ?? "");
      return part === undefined ? [] : [{ name: attribs["name"] ?? "", part }];
    });
}

async function readDrawing(file: OfficePackage, sheet: string): Promise<SheetDrawing> {
  const anchors: Element[] = [];
  const graphics = new Map<string, Graphic>();
  let comments = 0;
  let objects = 0;
  for (const { type, target } of await file.relationships(sheet)) {
    if (type === "drawing") {
      anchors.push(...elements(elementAt(await file.parse(target), "xdr:wsDr")));
      for (const [id, { blocks }] of await readGraphics(file, target)) {
        // Values that the chart doesn't keep stand in cells.
        graphics.set(id, { blocks: blocks.filter(isShort), isWhole: true });
      }
    } else if (type === "comments") {
      const [root] = elements(await file.parse(target));
      const list = elements(root).find((child) => localName(child) === "commentList");
      comments += elements(list).length;
    } else if (type === "oleObject" || type === "package") {
      objects += 1;
    }
  }
  return { anchors, graphics, comments, objects };
}

function isShort(block: GraphicBlock): boolean {
  return block.kind !== "table" || block.rows.length <= MAX_CHART_ROWS;
}
