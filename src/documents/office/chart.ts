import { SSF } from "@e965/xlsx";
import type { Element } from "domhandler";
import { descendants, elementAt, elements, textOf } from "../archive/xml.js";
import { oneLine } from "../cell-text.js";
import { lineOf } from "./drawing-text.js";
import { type ChartTable, chartBlocks, type GraphicBlock } from "./graphic-block.js";

/** More series than Excel allows in a chart. */
const MAX_SERIES = 256;

/** Texts by the number of their point, 0-based. */
type Points = ReadonlyMap<number, string>;

/** The values of one series over its categories. */
interface Series {
  readonly name: string;
  /** What the categories are, such as `City`; may be empty. */
  readonly categoryTitle: string;
  readonly categories: Points;
  readonly values: Points;
}

/**
 * Reads a chart as a table with one row for each category and one column for each series. The values are those that the chart keeps of its workbook (ECMA-376 part 1, 21.2).
 *
 * @param space `c:chartSpace`
 */
export function readChart(space: Element | undefined): GraphicBlock[] {
  const chart = elementAt(space, "c:chart");
  const plot = elementAt(chart, "c:plotArea");
  const axes = new Map(
    elements(plot)
      .filter(({ name }) => name.endsWith("Ax"))
      .map((axis) => [elementAt(axis, "c:axId")?.attribs["val"] ?? "", axis]),
  );
  const series = elements(plot)
    .filter(({ name }) => name.endsWith("Chart"))
    .flatMap((group) => readGroup(group, axes));
  return chartBlocks(titleOf(chart), tablesOf(series));
}

/**
 * Reads a chart of one of the kinds that Office 2016 added, such as a waterfall or a treemap ([MS-ODRAWXML] 2.24.3).
 * @param space `cx:chartSpace`
 */
export function readExtendedChart(space: Element | undefined): GraphicBlock[] {
  const chart = elementAt(space, "cx:chart");
  const data = new Map(
    elements(elementAt(space, "cx:chartData"), "cx:data").map((each) => [each.attribs["id"] ?? "", each]),
  );
  const series = descendants(elementAt(chart, "cx:plotArea"), "cx:series").map((each): Series => {
    const dimensions = elements(data.get(elementAt(each, "cx:dataId")?.attribs["val"] ?? ""));
    const values = dimensions.find(({ name }) => name === "cx:numDim");
    const texts = dimensions.find(({ name }) => name === "cx:strDim");
    return {
      name: oneLine(textOf(elementAt(each, "cx:tx", "cx:txData", "cx:v"))),
      categoryTitle: "",
      categories: joinLevels(elements(texts, "cx:lvl").map((level) => pointsOf(level, "cx:pt"))),
      values: pointsOf(elementAt(values, "cx:lvl"), "cx:pt"),
    };
  });
  const title = elementAt(chart, "cx:title", "cx:tx");
  const text = lineOf(elementAt(title, "cx:rich")) || textOf(elementAt(title, "cx:txData", "cx:v"));
  return chartBlocks(oneLine(text), tablesOf(series));
}

/** The series of a group that shares its axes, such as `c:barChart`. */
function readGroup(group: Element, axes: ReadonlyMap<string, Element>): Series[] {
  const [first, second] = elements(group, "c:axId").map(({ attribs }) => axes.get(attribs["val"] ?? ""));
  const categoryTitle = titleOf(first);
  const valueTitle = titleOf(second);
  return elements(group, "c:ser").map((series) => ({
    name: columnName(textOfReference(elementAt(series, "c:tx")), valueTitle),
    categoryTitle,
    categories: readData(elementAt(series, "c:cat") ?? elementAt(series, "c:xVal")),
    values: readData(elementAt(series, "c:val") ?? elementAt(series, "c:yVal")),
  }));
}

/** `Sales (million euros)`; the title of the axis alone for a series without a name. */
function columnName(series: string, axis: string): string {
  if (series === "" || axis === "") {
    return series || axis;
  }
  return series.includes(axis) ? series : `${series} (${axis})`;
}

function titleOf(parent: Element | undefined): string {
  return textOfReference(elementAt(parent, "c:title", "c:tx"));
}

/** A text that was typed in, or was taken from cells. */
function textOfReference(text: Element | undefined): string {
  const cached = elementAt(text, "c:strRef", "c:strCache");
  return oneLine(
    lineOf(elementAt(text, "c:rich")) ||
      Array.from(pointsOf(cached, "c:pt").values()).join(" ") ||
      textOf(elementAt(text, "c:v")),
  );
}

function readData(data: Element | undefined): Points {
  const [source] = elements(data);
  if (source?.name === "c:multiLvlStrRef") {
    const levels = elements(elementAt(source, "c:multiLvlStrCache"), "c:lvl");
    return joinLevels(levels.map((level) => pointsOf(level, "c:pt")));
  }
  return pointsOf(source?.name.endsWith("Lit") ? source : elements(source).find(isCache), "c:pt");
}

function isCache({ name }: Element): boolean {
  return name.endsWith("Cache");
}

function pointsOf(cache: Element | undefined, name: string): Points {
  const format = textOf(elementAt(cache, "c:formatCode")) || cache?.attribs["formatCode"] || "General";
  return new Map(
    elements(cache, name).map((point) => {
      const value = elementAt(point, "c:v");
      const own = point.attribs["formatCode"] ?? format;
      return [Number(point.attribs["idx"]), shown(oneLine(textOf(value ?? point)), own)];
    }),
  );
}

/** The innermost level has a text for each point, those around it only where a group begins. */
function joinLevels([inner, ...outer]: readonly Points[]): Points {
  const open = outer.map(() => "");
  return new Map(
    Array.from(inner ?? [], ([index, text]) => {
      for (const [level, points] of outer.entries()) {
        open[level] = points.get(index) ?? open[level] ?? "";
      }
      return [index, oneLine([...open.toReversed(), text].join(" "))];
    }),
  );
}

/** Charts without a category number their points from 1. */
function tablesOf(all: readonly Series[]): ChartTable[] {
  const groups = new Map<string, Series[]>();
  for (const series of all.filter(({ values }) => values.size > 0).slice(0, MAX_SERIES)) {
    const key = JSON.stringify([series.categoryTitle, ...series.categories]);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [series]);
    } else {
      group.push(series);
    }
  }
  return Array.from(groups.values(), (group): ChartTable => {
    const [first] = group;
    const indices = new Set(group.flatMap(({ values }) => [...values.keys()]));
    return {
      header: [first?.categoryTitle ?? "", ...group.map(({ name }) => name)],
      rows: Array.from(indices)
        .sort((a, b) => a - b)
        .map((index) => [
          first?.categories.get(index) ?? String(index + 1),
          ...group.map(({ values }) => values.get(index) ?? ""),
        ]),
    };
  });
}

/** A number as the chart shows it; dates in the system's own format as ISO 8601 has them. */
function shown(text: string, format: string): string {
  const value = Number(text);
  if (text === "" || !Number.isFinite(value)) {
    return text;
  }
  if (/^general$/iu.test(format)) {
    return String(Number(value.toPrecision(15)));
  }
  try {
    const code = /^m+\/d+\/y+$/iu.test(format) ? "yyyy-mm-dd" : format;
    return oneLine(String(SSF.format(code, value))) || text;
  } catch {
    return text;
  }
}
