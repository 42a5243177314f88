import { type ChildNode, Element, isTag, type ParentNode, Text } from "domhandler";
import { descendants, elementAt, elements } from "../archive/xml.js";
import { type Graphics, graphicIds } from "./graphics.js";
import { type LeftOut, pictureDescription } from "./left-out.js";
import { wordBlocks } from "./word-blocks.js";
import { formulaRuns, inlineFormula } from "./word-formula.js";

/** Elements whose text the reader of the document doesn't see. */
const UNSEEN = new Set(["w:del", "w:moveFrom"]);

/** Elements that mammoth doesn't know and that only hold others. */
const WRAPPERS = new Set(["w:dir", "w:bdo"]);

/**
 * Rewrites the markup of a Word document so that mammoth, which knows neither formulas nor drawings, reads them:
 * formulas become runs of text; text boxes, charts and SmartArt become blocks behind their paragraph; descriptions
 * stand for pictures.
 */
export class WordMarkup {
  readonly #graphics: Graphics;
  readonly #leftOut: LeftOut;
  readonly #said: ReadonlySet<string>;

  /**
   * @param leftOut counts what has no text
   * @param said paragraphs, such as captions, that a description needn't repeat
   */
  constructor(graphics: Graphics, leftOut: LeftOut, said: ReadonlySet<string>) {
    this.#graphics = graphics;
    this.#leftOut = leftOut;
    this.#said = said;
  }

  /** Rewrites everything below a node in place. */
  rewrite(parent: ParentNode): void {
    parent.children = parent.children.flatMap((child) => (isTag(child) ? this.#element(child) : [child]));
  }

  #element(element: Element): ChildNode[] {
    if (WRAPPERS.has(element.name)) {
      return this.#children(element);
    }
    switch (element.name) {
      case "mc:AlternateContent":
        return this.#children(elementAt(element, "mc:Choice") ?? elementAt(element, "mc:Fallback"));
      case "m:oMathPara":
        return formulaRuns(elements(element, "m:oMath"), " ", " ");
      case "m:oMath":
        return inlineFormula(element);
      case "w:r":
        return this.#run(element);
      case "w:drawing":
        return this.#drawing(element);
      case "w:pict":
        return this.#vml(element);
      case "w:object":
        return this.#object(element);
      case "w:fldSimple":
        return asComplexField(element, this.#children(element));
      case "w:fldChar":
        return [element, ...chosenEntry(element)];
      case "w:ruby":
        return this.#ruby(element);
      case "w:ptab":
        return [new Element("w:tab", {})];
      case "w:cr":
        return [new Element("w:br", {})];
      case "w:altChunk":
        this.#leftOut.addObject("");
        return [];
      default:
        if (!UNSEEN.has(element.name)) {
          this.rewrite(element);
        }
        return [element];
    }
  }

  #children(element: Element | undefined): ChildNode[] {
    return elements(element).flatMap((child) => this.#element(child));
  }

  #run(run: Element): ChildNode[] {
    if (isOn(elementAt(run, "w:rPr", "w:vanish"))) {
      this.#leftOut.note("hidden text");
      return [];
    }
    this.rewrite(run);
    return [run];
  }

  /** The base text of ruby, without the reading above it; mammoth takes what is in a run from the run. */
  #ruby(ruby: Element): ChildNode[] {
    return elements(elementAt(ruby, "w:rubyBase"), "w:r").flatMap((run) => {
      this.rewrite(run);
      return run.children;
    });
  }

  #drawing(drawing: Element): ChildNode[] {
    const blocks = [...this.#textBoxes(drawing), ...this.#graphicBlocks(drawing)];
    const described = descendants(drawing, "wp:docPr")
      .slice(0, 1)
      .map(({ attribs }) => pictureDescription(attribs["descr"] || attribs["title"]))
      .filter((text) => text !== "");
    if (described.length === 0 && !isDecorative(drawing)) {
      this.#leftOut.addPictures(descendants(drawing, "pic:pic").length);
    }
    const unsaid = described.filter((text) => !this.#said.has(text));
    return [...unsaid.map(textOfRun), ...asExtra(blocks)];
  }

  #graphicBlocks(drawing: Element): Element[] {
    return graphicIds(drawing).flatMap((id) => {
      const graphic = this.#graphics.get(id);
      if (graphic?.isWhole !== true) {
        this.#leftOut.addChart();
      }
      return wordBlocks(graphic?.blocks ?? []);
    });
  }

  /** Drawings of older Word versions, in VML. */
  #vml(picture: Element): ChildNode[] {
    const wordArt = descendants(picture, "v:textpath").map(({ attribs }) => attribs["string"] ?? "");
    this.#leftOut.addPictures(descendants(picture, "v:imagedata").length);
    return asExtra([
      ...this.#textBoxes(picture),
      ...wordBlocks(wordArt.map((text) => ({ kind: "paragraph", text }))),
    ]);
  }

  /** The contents of the outermost text boxes. */
  #textBoxes(drawing: Element): Element[] {
    const boxes: Element[] = [];
    const open: Element[] = [drawing];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next.name === "w:txbxContent") {
        this.rewrite(next);
        boxes.push(next);
      } else if (next.name !== "mc:Fallback") {
        open.push(...elements(next).reverse());
      }
    }
    return boxes;
  }

  #object(object: Element): ChildNode[] {
    const embedded = descendants(object, "o:OLEObject");
    for (const { attribs } of embedded) {
      this.#leftOut.addObject(attribs["ProgID"] ?? "");
    }
    return asExtra(this.#textBoxes(object));
  }
}

/** Whether a property without a value, or with one, is set (ECMA-376 part 1, 22.9.2.7). */
function isOn(property: Element | undefined): boolean {
  return property !== undefined && !/^(?:0|off|false)$/u.test(property.attribs["w:val"] ?? "1");
}

function isDecorative(drawing: Element): boolean {
  return descendants(drawing, "adec:decorative").some(({ attribs }) => attribs["val"] === "1");
}

/** Mammoth puts what a `w:pict` holds behind the paragraph. */
function asExtra(blocks: Element[]): Element[] {
  return blocks.length === 0 ? [] : [new Element("w:pict", {}, blocks)];
}

function textOfRun(text: string): Element {
  return new Element("w:t", { "xml:space": "preserve" }, [new Text(` ${text} `)]);
}

/** The same field in the longer form, which mammoth knows (ECMA-376 part 1, 17.16.18 and 17.16.19). */
function asComplexField({ attribs }: Element, result: readonly ChildNode[]): ChildNode[] {
  const run = (...children: ChildNode[]) => new Element("w:r", {}, children);
  const mark = (type: string) => run(new Element("w:fldChar", { "w:fldCharType": type }));
  const instruction = new Element("w:instrText", {}, [new Text(attribs["w:instr"] ?? "")]);
  return [mark("begin"), run(instruction), mark("separate"), ...result, mark("end")];
}

/** What was chosen in a drop-down field of a form (ECMA-376 part 1, 17.16.9). */
function chosenEntry(field: Element): Element[] {
  const list = elementAt(field, "w:ffData", "w:ddList");
  const chosen = elementAt(list, "w:result") ?? elementAt(list, "w:default");
  const entry = elements(list, "w:listEntry")[Number(chosen?.attribs["w:val"] ?? 0)]?.attribs["w:val"];
  return entry === undefined ? [] : [textOfRun(entry)];
}
