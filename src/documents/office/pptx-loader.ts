import type { Loader } from "../../core/ports/loader.js";
import { elementAt, elements } from "../archive/xml.js";
import { titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { readAs, unreadable } from "../unreadable.js";
import { readGraphics } from "./graphics.js";
import { LeftOut } from "./left-out.js";
import { OfficePackage } from "./office-package.js";
import { officeProperties } from "./properties.js";
import { addNotes, addSlide } from "./slide.js";
import { SlidesWithoutText } from "./slides-without-text.js";

/**
 * PowerPoint since 2007. A slide's title is a heading, and what the speaker noted follows the slide's text.
 * Hidden slides are counted, as PowerPoint numbers them, but not read: they weren't meant to be shown.
 */
export const PPTX_LOADER: Loader = {
  format: "pptx",
  extensions: [".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"],
  load(bytes, path, limits) {
    return readAs(path, "a PowerPoint presentation", async () =>
      new PresentationReader(await OfficePackage.open(bytes, path, limits)).read(),
    );
  },
};

class PresentationReader {
  readonly #file: OfficePackage;
  readonly #builder: TextBuilder;
  readonly #leftOut = new LeftOut();
  readonly #withoutText = new SlidesWithoutText();

  constructor(file: OfficePackage) {
    this.#file = file;
    this.#builder = new TextBuilder(file.path, file.limits.characters);
  }

  async read() {
    const { archive, path, limits } = this.#file;
    const slides = await this.#slides();
    if (slides.length > limits.pages) {
      throw unreadable(path, `has more than ${limits.pages} slides; split it, or raise MAX_PAGES`);
    }
    for (const [index, slide] of slides.entries()) {
      this.#builder.mark("slide", index + 1);
      await this.#addSlide(slide, index + 1);
    }
    this.#withoutText.report(this.#builder, slides.length);
    this.#leftOut.report(this.#builder);
    const properties = await officeProperties(archive, path, limits);
    const built = this.#builder.build();
    const title = properties.title ?? built.headings[0]?.text ?? titleFromPath(path);
    return { title, ...built, pages: slides.length, language: properties.language };
  }

  /** The names of the slides' parts, in the order they are shown. */
  async #slides(): Promise<string[]> {
    const part = (await this.#file.mainPart()) ?? "ppt/presentation.xml";
    const targets = new Map((await this.#file.relationships(part)).map(({ id, target }) => [id, target]));
    const presentation = elementAt(await this.#file.parse(part), "p:presentation");
    if (presentation === undefined) {
      throw unreadable(this.#file.path, "isn't a PowerPoint presentation; save it as PPTX again");
    }
    return elements(elementAt(presentation, "p:sldIdLst"), "p:sldId")
      .map(({ attribs }) => targets.get(attribs["r:id"] ?? ""))
      .filter((target) => target !== undefined);
  }

  async #addSlide(part: string, number: number): Promise<void> {
    const slide = elementAt(await this.#file.parse(part), "p:sld");
    if (slide === undefined) {
      throw unreadable(this.#file.path, "has a damaged slide; save it again");
    }
    if (slide.attribs["show"] === "0" || slide.attribs["show"] === "false") {
      this.#leftOut.add("hidden slide");
      return;
    }
    const before = this.#builder.length;
    const graphics = await readGraphics(this.#file, part);
    const tree = elementAt(slide, "p:cSld", "p:spTree");
    const hasObjects = addSlide(this.#builder, tree, { graphics, leftOut: this.#leftOut });
    if (hasObjects && this.#builder.length === before) {
      this.#withoutText.add(number);
    }
    for (const { type, target } of await this.#file.relationships(part)) {
      if (type === "notesSlide") {
        addNotes(this.#builder, elementAt(await this.#file.parse(target), "p:notes", "p:cSld", "p:spTree"));
      } else if (type === "comments") {
        await this.#countComments(target);
      }
    }
  }

  /** Of both formats: `p:cmLst` and, since 2021, `p188:cmLst`. */
  async #countComments(part: string): Promise<void> {
    const [list] = elements(await this.#file.parse(part));
    this.#leftOut.add("comment", "comments", elements(list).length);
  }
}
