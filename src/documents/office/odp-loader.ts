import { Element } from "domhandler";
import type { Loader } from "../../core/ports/loader.js";
import { descendants, elementAt, elements, textOf } from "../archive/xml.js";
import { oneLine } from "../cell-text.js";
import { languageCode, titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { readAs, unreadable } from "../unreadable.js";
import { LeftOut } from "./left-out.js";
import { countLeftOut } from "./odf-objects.js";
import { OdtBlocks } from "./odt-blocks.js";
import { readInline } from "./odt-inline.js";
import { OdtStyles, readOpenDocument } from "./open-document.js";
import { usableTitle } from "./properties.js";
import { SlidesWithoutText } from "./slides-without-text.js";

/** Frames around a slide's content, by what they are for (ODF 1.3 part 3, 19.389). */
const FRAME = new Set(["date-time", "footer", "header", "page-number", "page", "handout"]);

/**
 * OpenDocument presentation. A slide's title is a heading, and what the speaker noted follows the slide's text. Hidden
 * slides are counted, as the program numbers them, but not read: they weren't meant to be shown.
 */
export const ODP_LOADER: Loader = {
  format: "odp",
  extensions: [".odp", ".otp", ".fodp"],
  load(bytes, path, limits) {
    return readAs(path, "an OpenDocument presentation", async () => {
      const { content, styles, meta } = await readOpenDocument(bytes, path, limits);
      const body = elementAt(content, "office:body", "office:presentation");
      if (body === undefined) {
        throw unreadable(path, "isn't an OpenDocument presentation; save it as ODP again");
      }
      const slides = elements(body, "draw:page");
      if (slides.length > limits.pages) {
        throw unreadable(path, `has more than ${limits.pages} slides; split it, or raise MAX_PAGES`);
      }
      const builder = new TextBuilder(path, limits.characters);
      new SlideWriter(builder, new OdtStyles([styles, content]), hiddenStyles(content)).add(slides);
      const built = builder.build();
      const title =
        usableTitle(textOf(elementAt(meta, "dc:title"))) ?? built.headings[0]?.text ?? titleFromPath(path);
      const language = languageCode(textOf(elementAt(meta, "dc:language")));
      return { title, ...built, pages: slides.length, language };
    });
  },
};

class SlideWriter {
  readonly #builder: TextBuilder;
  readonly #blocks: OdtBlocks;
  readonly #hidden: ReadonlySet<string>;
  readonly #leftOut = new LeftOut();
  readonly #withoutText = new SlidesWithoutText();

  /** @param hidden the names of the styles of hidden slides */
  constructor(builder: TextBuilder, styles: OdtStyles, hidden: ReadonlySet<string>) {
    this.#builder = builder;
    this.#blocks = new OdtBlocks(builder, styles);
    this.#hidden = hidden;
  }

  add(slides: readonly Element[]): void {
    for (const [index, slide] of slides.entries()) {
      if (this.#hidden.has(slide.attribs["draw:style-name"] ?? "")) {
        this.#leftOut.add("hidden slide");
        continue;
      }
      this.#builder.mark("slide", index + 1);
      this.#addSlide(slide, index + 1);
    }
    this.#withoutText.report(this.#builder, slides.length);
    this.#leftOut.report(this.#builder);
  }

  #addSlide(slide: Element, number: number): void {
    const before = this.#builder.length;
    const shapes = elements(slide).filter(isContent);
    const title = shapes.find((shape) => classOf(shape) === "title");
    const lines = descendants(title, "text:p").map((line) => readInline(line).text);
    this.#builder.addHeading(oneLine(lines.join(" ")), 1);
    const others = shapes.filter((shape) => shape !== title);
    const content = new Element("draw:page", {}, others);
    this.#blocks.add(content);
    countLeftOut(content, this.#leftOut);
    if (this.#builder.length === before && others.some(isObject)) {
      this.#withoutText.add(number);
    }
    for (const frame of elements(elementAt(slide, "presentation:notes"))) {
      if (classOf(frame) === "notes" && isContent(frame)) {
        this.#blocks.add(frame);
      }
    }
  }
}

/** What a frame is for, such as `title`. */
function classOf(shape: Element): string {
  return shape.attribs["presentation:class"] ?? "";
}

/** Whether an element of a slide is what its author put there. */
function isContent(element: Element): boolean {
  return (
    (element.name.startsWith("draw:") || element.name === "office:annotation") &&
    !FRAME.has(classOf(element)) &&
    element.attribs["presentation:placeholder"] !== "true"
  );
}

/** Whether a shape shows a picture or an object. */
function isObject(shape: Element): boolean {
  return [shape, ...descendants(shape, "draw:frame")].some(
    (frame) => frame.name === "draw:frame" && elementAt(frame, "draw:text-box") === undefined,
  );
}

function hiddenStyles(content: Element | undefined): ReadonlySet<string> {
  const styles = elements(elementAt(content, "office:automatic-styles"), "style:style").filter(
    (style) =>
      elementAt(style, "style:drawing-page-properties")?.attribs["presentation:visibility"] === "hidden",
  );
  return new Set(styles.map(({ attribs }) => attribs["style:name"] ?? ""));
}
