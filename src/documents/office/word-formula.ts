import { type ChildNode, Element, isTag, Text } from "domhandler";
import { textOf } from "../archive/xml.js";
import { readOmml } from "../math/omml.js";
import { writeFormula } from "../math/write-formula.js";

/** A formula in its sentence as a run of text. @param formula `m:oMath` */
export function inlineFormula(formula: Element): Element[] {
  const before = gapBeside(formula.prev, /[\p{L}\p{N}]$/u);
  return formulaRuns([formula], before, gapBeside(formula.next, /^[\p{L}\p{N}]/u));
}

/**
 * Formulas below each other, each on its own line.
 * @param before and `after` part them from the text beside them
 */
export function formulaRuns(formulas: readonly Element[], before: string, after: string): Element[] {
  return formulas.map((formula, index) => {
    const text = `${index === 0 ? before : ""}${writeFormula(readOmml(formula))}`;
    const shown = new Element("w:t", { "xml:space": "preserve" }, [
      new Text(index === formulas.length - 1 ? `${text}${after}` : text),
    ]);
    return new Element("w:r", {}, index === 0 ? [shown] : [new Element("w:br", {}), shown]);
  });
}

/** A space where a word or a number stands close to a formula: Word sets them apart by itself. */
function gapBeside(node: ChildNode | null, touching: RegExp): " " | "" {
  return node !== null && isTag(node) && node.name === "w:r" && touching.test(textOf(node)) ? " " : "";
}
