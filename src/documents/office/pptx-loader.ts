import path from "node:path";
import type { Document } from "domhandler";
import type { Loader, LoadLimits } from "../../core/ports/loader.js";
import { Archive } from "../archive/archive.js";
import { elementAt, elements, parseXml } from "../archive/xml.js";
import { titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { readAs, unreadable } from "../unreadable.js";
import { officeProperties } from "./properties.js";
import { addNotes, addSlide } from "./slide.js";

/**
 * PowerPoint since 2007. A slide's title is a heading, and what the speaker noted follows the slide's text.
 * Hidden slides are counted, as PowerPoint numbers them, but not read: they weren't meant to be shown.
 */
export const PPTX_LOADER: Loader = {
  format: "pptx",
  extensions: [".pptx"],
  load(bytes, path, limits) {
    return readAs(path, "a PowerPoint presentation", async () => {
      const reader = new PresentationReader(await Archive.open(bytes, path, limits), path, limits);
      return reader.read();
    });
  },
};

class PresentationReader {
  readonly #archive: Archive;
  readonly #path: string;
  readonly #limits: LoadLimits;

  constructor(archive: Archive, path: string, limits: LoadLimits) {
    this.#archive = archive;
    this.#path = path;
    this.#limits = limits;
  }

  async read() {
    const builder = new TextBuilder(this.#path, this.#limits.characters);
    const slides = await this.#slides();
    if (slides.length > this.#limits.pages) {
      throw unreadable(
        this.#path,
        `has more than ${this.#limits.pages} slides; split it, or raise MAX_PAGES`,
      );
    }
    for (const [index, slide] of slides.entries()) {
      builder.mark("slide", index + 1);
      await this.#addSlide(builder, slide);
    }
    const properties = await officeProperties(this.#archive, this.#path, this.#limits);
    const built = builder.build();
    const title = properties.title ?? built.headings[0]?.text ?? titleFromPath(this.#path);
    return { title, ...built, pages: slides.length, language: properties.language };
  }

  /** The names of the slides' parts, in the order they are shown. */
  async #slides(): Promise<string[]> {
    const main = (await this.#relationships("")).find(({ type }) => type === "officeDocument")?.target;
    const part = main ?? "ppt/presentation.xml";
    const targets = new Map((await this.#relationships(part)).map(({ id, target }) => [id, target]));
    const presentation = elementAt(await this.#parse(part), "p:presentation");
    if (presentation === undefined) {
      throw unreadable(this.#path, "isn't a PowerPoint presentation; save it as PPTX again");
    }
    return elements(elementAt(presentation, "p:sldIdLst"), "p:sldId")
      .map(({ attribs }) => targets.get(attribs["r:id"] ?? ""))
      .filter((target) => target !== undefined);
  }

  async #addSlide(builder: TextBuilder, part: string): Promise<void> {
    const slide = elementAt(await this.#parse(part), "p:sld");
    if (slide === undefined) {
      throw unreadable(this.#path, "has a damaged slide; save it again");
    }
    if (slide.attribs["show"] === "0" || slide.attribs["show"] === "false") {
      return;
    }
    addSlide(builder, elementAt(slide, "p:cSld", "p:spTree"));
    const notes = (await this.#relationships(part)).find(({ type }) => type === "notesSlide");
    if (notes === undefined) {
      return;
    }
    addNotes(builder, elementAt(await this.#parse(notes.target), "p:notes", "p:cSld", "p:spTree"));
  }

  #relationships(part: string): Promise<Relationship[]> {
    return relationshipsOf(part, this.#archive, this.#path, this.#limits);
  }

  async #parse(part: string): Promise<Document> {
    return parseXml(await this.#archive.read(part), this.#path, this.#limits);
  }
}

/** From one part of an Office Open XML file to another. */
export interface Relationship {
  readonly id: string;
  /** The last word of the type's URI, such as `slide`. */
  readonly type: string;
  /** The name of the other part in the archive. */
  readonly target: string;
}

/**
 * The relationships of a part to other parts that the archive holds (ECMA-376 part 2, 9.3).
 * @param part its name, such as `ppt/presentation.xml`
 * @param file the path of the document, for messages
 */
async function relationshipsOf(
  part: string,
  archive: Archive,
  file: string,
  limits: LoadLimits,
): Promise<Relationship[]> {
  const name = path.posix.join(path.posix.dirname(part), "_rels", `${path.posix.basename(part)}.rels`);
  if (!archive.has(name)) {
    return [];
  }
  const root = elementAt(parseXml(await archive.read(name), file, limits), "Relationships");
  return elements(root, "Relationship")
    .map(({ attribs }) => ({
      id: attribs["Id"] ?? "",
      type: attribs["Type"]?.split("/").at(-1) ?? "",
      target: resolve(part, attribs["Target"] ?? ""),
    }))
    .filter(({ target }) => archive.has(target));
}

/** A target is relative to the part it is named in, or to the archive if it begins with `/`. */
function resolve(part: string, target: string): string {
  return path.posix.resolve("/", path.posix.dirname(part), target).slice(1);
}
