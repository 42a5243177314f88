import { crc32 } from "node:zlib";
import type { LoadLimits } from "../../core/ports/loader.js";
import type { Archive } from "../archive/archive.js";
import { checkOfficeXml } from "../archive/xml.js";

const UTF8_NAMES = 0x0800;
const VERSION = 20;
/** 1 January 1980, the first day that a zip file knows. */
const DATE = 0x21;

/**
 * Makes a zip file of the given files, uncompressed. A library that unzips by itself gets only what was read and
 * checked before; an archive that two unzippers understand differently can't lead it to anything else. Format:
 * APPNOTE.TXT of PKWARE, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function storedZip(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const nameBytes = Buffer.from(name);
    const common = commonHeader(nameBytes, content);
    const local = Buffer.concat([SIGNATURE(0x04034b50), common, nameBytes]);
    locals.push(local, content);
    directory.push(
      SIGNATURE(0x02014b50),
      uint16(VERSION),
      common,
      Buffer.alloc(10),
      uint32(offset),
      nameBytes,
    );
    offset += local.length + content.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...locals, central, endOfDirectory(files.size, central.length, offset)]);
}

/** What a file's own header and its line in the directory have in common, from the version to the extra field. */
function commonHeader(name: Uint8Array, content: Uint8Array): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(VERSION, 0);
  header.writeUInt16LE(UTF8_NAMES, 2);
  header.writeUInt16LE(DATE, 8);
  header.writeUInt32LE(crc32(content), 10);
  header.writeUInt32LE(content.length, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
}

function endOfDirectory(count: number, size: number, offset: number): Buffer {
  return Buffer.concat([
    SIGNATURE(0x06054b50),
    Buffer.alloc(4),
    uint16(count),
    uint16(count),
    uint32(size),
    uint32(offset),
    Buffer.alloc(2),
  ]);
}

const SIGNATURE = uint32;

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** The parts of a binary workbook, XLSB, that hold its cells ([MS-XLSB] 2.1.7). */
const BINARY_PART = /^xl\/(?:(?!vba)[^/]+|(?:work|chart)sheets\/[^/]+)\.bin$/u;

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
  for (const name of archive.names.filter((name) => BINARY_PART.test(name))) {
    parts.set(name, await archive.read(name));
  }
  return parts;
}
