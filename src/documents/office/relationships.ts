import path from "node:path";
import type { LoadLimits } from "../../core/ports/loader.js";
import type { Archive } from "../archive/archive.js";
import { parseXml } from "../archive/xml.js";
import { elementAt, elements } from "../archive/xml-tree.js";

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
export async function relationshipsOf(
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
