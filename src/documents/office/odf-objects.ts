import type { Element } from "domhandler";
import { descendants, elementAt, elements, localName, textOf } from "../archive/xml.js";
import { oneLine } from "../cell-text.js";
import { readMathml } from "../math/mathml.js";
import { writeFormula } from "../math/write-formula.js";
import { chartBlocks, type GraphicBlock } from "./graphic-block.js";
import { type LeftOut, pictureDescription } from "./left-out.js";

/** The formula that a `draw:object` holds, on one line; an empty text if it holds something else. */
export function formulaOf(object: Element): string {
  const math = elements(object).find((child) => localName(child) === "math");
  return math === undefined ? "" : writeFormula(readMathml(math));
}

/** The body of the chart that a `draw:object` holds, `office:chart`. */
export function chartOf(object: Element): Element | undefined {
  return elements(object)
    .map((root) => elementAt(root, "office:body", "office:chart"))
    .find((chart) => chart !== undefined);
}

/**
 * Reads a chart as a table with one row for each category and one column for each series (ODF 1.3
 * part 3, 11).
 *
 * @param chart `chart:chart`
 */
export function readOdfChart(chart: Element): GraphicBlock[] {
  const title = oneLine(textOf(elementAt(chart, "chart:title")));
  const table = elementAt(chart, "table:table");
  const [names = [], ...further] = elements(table, "table:table-header-rows").flatMap(rowsOf);
  const rows = [...further, ...elements(table, "table:table-rows").flatMap(rowsOf)];
  const [categories, values] = ["x", "y"].map((dimension) => axisTitle(chart, dimension));
  const header = names.map((name, column) => {
    const axis = (column === 0 ? categories : values) ?? "";
    return name === "" || axis === "" ? name || axis : `${name} (${axis})`;
  });
  return chartBlocks(title, rows.length === 0 ? [] : [{ header, rows }]);
}

function axisTitle(chart: Element, dimension: string): string {
  const axis = elements(elementAt(chart, "chart:plot-area"), "chart:axis").find(
    ({ attribs }) => attribs["chart:dimension"] === dimension,
  );
  return oneLine(textOf(elementAt(axis, "chart:title")));
}

/** The cells of the rows in a group; a cell without a value is `NaN`. */
function rowsOf(group: Element): string[][] {
  return elements(group, "table:table-row").map((row) =>
    elements(row).map((cell) => {
      const text = oneLine(textOf(elementAt(cell, "text:p")));
      return text === "NaN" ? "" : text;
    }),
  );
}

/** What the author says of the picture in a frame; an empty text for frames of anything else. */
export function frameDescription(frame: Element): string {
  return isPicture(frame)
    ? pictureDescription(textOf(elementAt(frame, "svg:desc")) || textOf(elementAt(frame, "svg:title")))
    : "";
}

/** A frame of an object or a text box holds a picture of it for programs that can't show it. */
function isPicture(frame: Element): boolean {
  const [shown] = elements(frame).filter(({ name }) => name.startsWith("draw:") || name.startsWith("table:"));
  return shown?.name === "draw:image";
}

/** Counts what has no text below an element: pictures, objects of other programs and comments. */
export function countLeftOut(parent: Element, leftOut: LeftOut): void {
  leftOut.add("comment", "comments", descendants(parent, "office:annotation").length);
  for (const frame of descendants(parent, "draw:frame")) {
    if (isPicture(frame) && frameDescription(frame) === "") {
      leftOut.addPictures(1);
    }
    for (const object of elements(frame).filter(({ name }) => /^draw:object(?:-ole)?$/u.test(name))) {
      countObject(object, leftOut);
    }
  }
}

function countObject(object: Element, leftOut: LeftOut): void {
  const chart = elementAt(chartOf(object), "chart:chart");
  if (chart !== undefined && !readOdfChart(chart).some(({ kind }) => kind === "table")) {
    leftOut.addChart();
  } else if (chart === undefined && formulaOf(object) === "") {
    leftOut.add("embedded object");
  }
}
