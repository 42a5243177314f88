import { getResolvedPDFJS } from "unpdf";
import type { OperatorList, PdfPage } from "./open-pdf.js";
import { type Matrix, matrix, type PlacedItem } from "./turn-items.js";

/** A page with more small shapes is a chart. */
const MAX_SHAPES = 300;
/** A page of more pieces isn't searched. */
const MAX_ITEMS = 5000;
/** How large a bullet is, in points. */
const MIN_SIZE = 1.5;
const MAX_SIZE = 8;
// In font sizes.
/** How far a list is indented. */
const MIN_INDENT = 1.2;
const MAX_INDENT = 6;
/** How far its text stands from its bullet. */
const MIN_GAP = 0.2;
const MAX_GAP = 2;
/** How high a bullet's middle stands above the baseline. */
const MAX_HEIGHT = 0.8;

/** A small square or disc on the page. */
interface Shape {
  readonly left: number;
  readonly right: number;
  /** Its middle. */
  readonly y: number;
}

/**
 * Adds the bullets that are drawn as shapes, as browsers do, to the text beside them. To find them costs as much as to
 * read the page's text, so only pages with lines that are indented like a list's are searched.
 *
 * @param view leads from the page's own coordinates to those of the items
 */
export async function withDrawnBullets(
  items: readonly PlacedItem[],
  page: PdfPage,
  view: Matrix,
): Promise<readonly PlacedItem[]> {
  if (items.length > MAX_ITEMS || !mayHaveList(items)) {
    return items;
  }
  const { OPS } = await getResolvedPDFJS();
  const shapes = smallShapes(await page.getOperatorList(), OPS, view);
  const bullets = new Map<PlacedItem, Shape>();
  for (const shape of shapes.length > MAX_SHAPES ? [] : shapes) {
    const item = textBeside(items, shape);
    if (item !== undefined) {
      bullets.set(item, shape);
    }
  }
  return items.flatMap((item) => {
    const shape = bullets.get(item);
    return shape === undefined
      ? [item]
      : [{ ...item, text: "•", x: shape.left, width: shape.right - shape.left }, item];
  });
}

/** Whether two lines that follow each other begin to the right of one before them. */
function mayHaveList(items: readonly PlacedItem[]): boolean {
  const text = items.filter((item) => item.text.trim() !== "");
  const starts = text.filter((item, i) => {
    const previous = text[i - 1];
    return previous === undefined || Math.abs(item.y - previous.y) > item.size / 2;
  });
  return starts.some(({ x, size }, i) => {
    const next = starts[i + 1];
    return starts.slice(Math.max(0, i - 5), i).some((before) => {
      const indent = (x - before.x) / size;
      const isNextIndented = next !== undefined && next.x - before.x > MIN_INDENT * size;
      return indent > MIN_INDENT && indent < MAX_INDENT && isNextIndented;
    });
  });
}

/** The first text of a line to the right of a shape. */
function textBeside(items: readonly PlacedItem[], shape: Shape): PlacedItem | undefined {
  const line = items.filter(
    ({ text, y, size, degrees }) =>
      degrees === 0 && text.trim() !== "" && shape.y < y && y - shape.y < MAX_HEIGHT * size,
  );
  const right = line.filter(({ x }) => x > shape.right);
  const nearest = right.reduce<PlacedItem | undefined>(
    (a, b) => (a === undefined || b.x < a.x ? b : a),
    undefined,
  );
  if (nearest === undefined) {
    return undefined;
  }
  const gap = (nearest.x - shape.right) / nearest.size;
  const isInText = line.some(
    ({ x, width, size }) => x < shape.left && x + width > shape.left - MAX_GAP * size,
  );
  return gap > MIN_GAP && gap < MAX_GAP && !isInText ? nearest : undefined;
}

/** The codes of pdf.js's operators that matter here. */
interface Operators {
  readonly save: number;
  readonly restore: number;
  readonly transform: number;
  readonly paintFormXObjectBegin: number;
  readonly paintFormXObjectEnd: number;
  readonly constructPath: number;
}

function smallShapes({ fnArray, argsArray }: OperatorList, ops: Operators, view: Matrix): Shape[] {
  const shapes: Shape[] = [];
  const stack: Matrix[] = [];
  let current = view;
  for (const [i, operator] of fnArray.entries()) {
    const args = argsArray[i];
    if (operator === ops.save || operator === ops.paintFormXObjectBegin) {
      stack.push(current);
    }
    if (operator === ops.restore || operator === ops.paintFormXObjectEnd) {
      current = stack.pop() ?? view;
    } else if (operator === ops.transform) {
      current = times(current, matrix(numbers(args)));
    } else if (operator === ops.paintFormXObjectBegin) {
      current = times(current, matrix(Array.isArray(args) ? numbers(args[0]) : []));
    } else if (operator === ops.constructPath) {
      shapes.push(...shapeOf(Array.isArray(args) ? numbers(args[2]) : [], current));
    }
  }
  return shapes;
}

/** @param bounds of a path: left, bottom, right and top */
function shapeOf([x1, y1, x2, y2]: readonly number[], [a, b, c, d, e, f]: Matrix): Shape[] {
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) {
    return [];
  }
  const xs = [a * x1 + c * y1 + e, a * x2 + c * y2 + e];
  const ys = [b * x1 + d * y1 + f, b * x2 + d * y2 + f];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const [width, height] = [right - left, bottom - top];
  const isSmall = width > MIN_SIZE && width < MAX_SIZE && Math.abs(width - height) < 0.3 * width;
  return isSmall ? [{ left, right, y: (top + bottom) / 2 }] : [];
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** Numbers as pdf.js gives them: in an array, or in a typed one. */
function numbers(values: unknown): number[] {
  if (values instanceof Float32Array || values instanceof Float64Array) {
    return [...values];
  }
  return Array.isArray(values) ? values.filter((value) => typeof value === "number") : [];
}
