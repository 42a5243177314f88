import type { LoadLimits } from "../../core/ports/loader.js";
import type { Archive } from "../archive/archive.js";
import { checkOfficeXml } from "../archive/xml.js";

/**
 * The parts of an Office Open XML file that hold text, checked; pictures, fonts and macros stay packed.
 * @returns from the part's name
 */
export async function officeParts(
  archive: Archive,
  path: string,
  limits: LoadLimits,
): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Buffer>();
  for (const name of archive.names.filter((name) => /\.(?:xml|rels)$/iu.test(name))) {
    const part = await archive.read(name);
    checkOfficeXml(part, path, limits);
    parts.set(name, part);
  }
  return parts;
}
