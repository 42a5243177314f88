import path from "node:path";
import type { Document } from "domhandler";
import type { LoadLimits } from "../../core/ports/loader.js";
import { Archive } from "../archive/archive.js";
import { elementAt, elements } from "../archive/xml.js";
import { parseOfficeXml } from "./office-xml.js";

/** From one part of an Office Open XML file to another. */
export interface Relationship {
  readonly id: string;
  /** The last word of the type's URI, such as `slide`. */
  readonly type: string;
  /** The name of the other part in the archive. */
  readonly target: string;
}

/** The parts of an Office Open XML file and how they relate (ECMA-376 part 2). */
export class OfficePackage {
  private constructor(
    readonly archive: Archive,
    /** Of the file, for messages. */
    readonly path: string,
    readonly limits: LoadLimits,
  ) {}

  /** @throws FootnoteError `unreadable_document` if the bytes aren't a zip file or one that isn't safe to read */
  static async open(bytes: Uint8Array, path: string, limits: LoadLimits): Promise<OfficePackage> {
    return new OfficePackage(await Archive.open(bytes, path, limits), path, limits);
  }

  /** @param part its name, such as `ppt/presentation.xml` */
  async parse(part: string): Promise<Document> {
    return parseOfficeXml(await this.archive.read(part), this.path, this.limits);
  }

  /** The name of the part that everything else hangs on, or undefined if the file doesn't say. */
  async mainPart(): Promise<string | undefined> {
    return (await this.relationships("")).find(({ type }) => type === "officeDocument")?.target;
  }

  /**
   * The relationships of a part to other parts that the archive holds (ECMA-376 part 2, 9.3).
   * @param part its name, or an empty text for those of the whole file
   */
  async relationships(part: string): Promise<Relationship[]> {
    const name = path.posix.join(path.posix.dirname(part), "_rels", `${path.posix.basename(part)}.rels`);
    if (!this.archive.has(name)) {
      return [];
    }
    const root = elementAt(await this.parse(name), "Relationships");
    return elements(root, "Relationship")
      .map(({ attribs }) => ({
        id: attribs["Id"] ?? "",
        type: attribs["Type"]?.split("/").at(-1) ?? "",
        target: resolve(part, attribs["Target"] ?? ""),
      }))
      .filter(({ target }) => this.archive.has(target));
  }
}

/** A target is relative to the part it is named in, or to the archive if it begins with `/`. */
function resolve(part: string, target: string): string {
  return path.posix.resolve("/", path.posix.dirname(part), target).slice(1);
}
