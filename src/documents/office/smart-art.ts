import type { Element } from "domhandler";
import { elementAt, elements } from "../archive/xml.js";
import { lineOf } from "./drawing-text.js";
import type { GraphicBlock, ListItem } from "./graphic-block.js";

/** Deeper points stand at this level. */
const MAX_LEVEL = 8;

/**
 * Reads SmartArt as a list: its points in their order, those that belong to another below it (ECMA-376 part 1,
 * 21.4.2).
 *
 * @param model `dgm:dataModel`
 */
export function readSmartArt(model: Element | undefined): GraphicBlock[] {
  const points = new Map(
    elements(elementAt(model, "dgm:ptLst"), "dgm:pt").map((point) => [point.attribs["modelId"] ?? "", point]),
  );
  const below = new Map<string, string[]>();
  const children = new Set<string>();
  for (const { attribs } of connections(model)) {
    const [from, to] = [attribs["srcId"] ?? "", attribs["destId"] ?? ""];
    const siblings = below.get(from);
    if (siblings === undefined) {
      below.set(from, [to]);
    } else {
      siblings.push(to);
    }
    children.add(to);
  }
  const roots = Array.from(points.keys()).filter((id) => !children.has(id));
  const items = walk(roots, below, points);
  const [first, second] = items;
  if (first === undefined) {
    return [];
  }
  return second === undefined ? [{ kind: "paragraph", text: first.text }] : [{ kind: "list", items }];
}

/** From points to those that belong to them, in the order that the graphic shows. */
function connections(model: Element | undefined): Element[] {
  return elements(elementAt(model, "dgm:cxnLst"), "dgm:cxn")
    .filter(({ attribs }) => (attribs["type"] ?? "parOf") === "parOf")
    .sort((a, b) => Number(a.attribs["srcOrd"] ?? 0) - Number(b.attribs["srcOrd"] ?? 0));
}

/** @returns each point once, even if a damaged file leads to it in a circle */
function walk(
  roots: readonly string[],
  below: ReadonlyMap<string, readonly string[]>,
  points: ReadonlyMap<string, Element>,
): ListItem[] {
  const items: ListItem[] = [];
  const seen = new Set<string>();
  const open = roots.map((id) => ({ id, level: 0 })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { id, level } = next;
    const point = points.get(id);
    if (point === undefined || seen.has(id)) {
      continue;
    }
    seen.add(id);
    const text = isShown(point) ? lineOf(elementAt(point, "dgm:t")) : "";
    if (text !== "") {
      items.push({ text, level });
    }
    const inner = Math.min(text === "" ? level : level + 1, MAX_LEVEL);
    open.push(...(below.get(id) ?? []).map((child) => ({ id: child, level: inner })).reverse());
  }
  return items;
}

/** Whether a point is one of the author's, not part of how they are drawn, whose text is a placeholder. */
function isShown({ attribs }: Element): boolean {
  return ["node", "asst"].includes(attribs["type"] ?? "node");
}
