import { type Element, isTag, type ParentNode } from "domhandler";
import { elements, localName, textOf } from "../archive/xml.js";
import { type Formula, row, symbols, withMark } from "./formula.js";

/** Reads MathML (MathML Core and, for older documents, MathML 3), whatever the prefix of its elements. */
export function readMathml(parent: ParentNode): Formula {
  return row(withFences(elements(parent).flatMap((child) => readElement(child) ?? [])));
}

/** Joins a table with the brackets around it. */
function withFences(parts: readonly Formula[]): Formula[] {
  const joined: Formula[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const [part, table, next] = parts.slice(index, index + 3);
    const open = bracket(part, /^[([{|\u2016]$/u);
    if (open !== undefined && table?.kind === "table") {
      const close = bracket(next, /^[)\]}|\u2016]$/u);
      joined.push({ kind: "fence", open, close: close ?? "", separator: ",", parts: [table] });
      index += close === undefined ? 1 : 2;
    } else if (part !== undefined) {
      joined.push(part);
    }
  }
  return joined;
}

function bracket(part: Formula | undefined, pattern: RegExp): string | undefined {
  return part?.kind === "symbols" && pattern.test(part.text) ? part.text : undefined;
}

function readElement(element: Element): Formula | undefined {
  const [first, second, third] = elements(element);
  const one = read(first);
  switch (localName(element)) {
    case "mi":
    case "mn":
    case "mo":
      return symbols(textOf(element).trim());
    case "mtext":
    case "ms":
      return { kind: "words", text: textOf(element) };
    case "mspace":
      return symbols(" ");
    case "mfrac":
      return readFraction(element, one, read(second));
    case "msqrt":
      return { kind: "root", radicand: readMathml(element), degree: undefined };
    case "mroot":
      return { kind: "root", radicand: one, degree: read(second) };
    case "msub":
      return { kind: "script", base: one, sub: read(second), sup: undefined };
    case "msup":
      return { kind: "script", base: one, sub: undefined, sup: read(second) };
    case "msubsup":
    case "munderover":
      return { kind: "script", base: one, sub: read(second), sup: read(third) };
    case "munder":
      return withMark(one, textOf(second), { sub: read(second), sup: undefined });
    case "mover":
      return withMark(one, textOf(second), { sub: undefined, sup: read(second) });
    case "mmultiscripts":
      return readScripts(element);
    case "mtable":
      return { kind: "table", rows: elements(element).map(readRow) };
    case "mfenced":
      return readFenced(element);
    case "semantics":
    case "maction":
      return one;
    case "mphantom":
    case "annotation":
    case "annotation-xml":
      return undefined;
    default:
      return readMathml(element);
  }
}

function read(element: Element | undefined): Formula {
  return (element === undefined ? undefined : readElement(element)) ?? row([]);
}

function readFraction({ attribs }: Element, above: Formula, below: Formula): Formula {
  return /^0\D*$/u.test(attribs["linethickness"] ?? "")
    ? { kind: "table", rows: [[above], [below]] }
    : { kind: "fraction", above, below };
}

/** Pairs of a subscript and a superscript behind the base, and after `mprescripts` those in front of it. */
function readScripts(element: Element): Formula {
  const [base, ...scripts] = elements(element);
  const split = scripts.findIndex((script) => localName(script) === "mprescripts");
  const behind = split === -1 ? scripts : scripts.slice(0, split);
  const before = split === -1 ? [] : scripts.slice(split + 1);
  return row([
    ...pairs(before).map((pair) => withScripts(row([]), pair)),
    ...withAll(read(base), pairs(behind)),
  ]);
}

function withAll(base: Formula, scripts: readonly (readonly Element[])[]): Formula[] {
  return [scripts.reduce<Formula>(withScripts, base)];
}

function withScripts(base: Formula, [sub, sup]: readonly Element[]): Formula {
  return { kind: "script", base, sub: read(sub), sup: read(sup) };
}

function pairs(scripts: readonly Element[]): Element[][] {
  return scripts.flatMap((_, index) => (index % 2 === 0 ? [scripts.slice(index, index + 2)] : []));
}

/** The number of a labelled row is no part of the equation. */
function readRow(line: Element): Formula[] {
  const cells = elements(line).map(readMathml);
  return localName(line) === "mlabeledtr" ? cells.slice(1) : cells;
}

function readFenced(element: Element): Formula {
  const { open, close, separators } = element.attribs;
  return {
    kind: "fence",
    open: open ?? "(",
    close: close ?? ")",
    separator: separators?.trim().charAt(0) ?? ",",
    parts: element.children.filter(isTag).map(read),
  };
}
