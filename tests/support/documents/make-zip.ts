import { constants, crc32, deflateRawSync } from "node:zlib";

/** A file of an archive; everything that isn't given is as it should be. */
export interface ZipEntry {
  readonly name: string;
  /** The name as it is written, without the flag that says that it is UTF-8. */
  readonly rawName?: Uint8Array;
  readonly content?: string | Uint8Array;
  /** The deflated content, for one that is too large to make from the content. */
  readonly deflated?: Uint8Array;
  readonly declaredSize?: number;
  readonly encrypted?: boolean;
  /** 8 for deflated by default. */
  readonly method?: number;
  readonly crc?: number;
  /** As on Unix, such as 0o120777 for a symbolic link. */
  readonly mode?: number;
}

/** A zip archive as a program would write it, or as nobody should. */
export function makeZip(entries: readonly ZipEntry[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content ?? "");
    const deflated = entry.deflated ?? deflateRawSync(content);
    const name = Buffer.from(entry.rawName ?? entry.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((entry.encrypted === true ? 1 : 0) | (entry.rawName === undefined ? 0x800 : 0), 2);
    common.writeUInt16LE(entry.method ?? 8, 4);
    common.writeUInt32LE(entry.crc ?? crc32(content), 10);
    common.writeUInt32LE(deflated.length, 14);
    common.writeUInt32LE(entry.declaredSize ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, name, deflated]);
    locals.push(local);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((entry.mode ?? 0) * 0x10000, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x03"), common, rest, name);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Uint8Array.from(Buffer.concat([...locals, central, Buffer.from("PK\x05\x06"), end]));
}

/** Deflated spaces, `megabytes` of them, made without having them in memory. */
export function deflatedSpaces(megabytes: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(1 << 20, " "), { finishFlush: constants.Z_FULL_FLUSH });
  const last = Buffer.from([3, 0]);
  return Buffer.concat([...Array.from({ length: megabytes }, () => block), last]);
}
