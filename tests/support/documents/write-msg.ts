import { burn } from "@kenjiuno/msgreader/lib/Burner.js";

/** A property of MAPI by its tag of eight digits (MS-OXPROPS), such as `0037001F` for the subject. */
type Properties = Readonly<Record<string, string | number | Uint8Array>>;

/** What a message saved by Outlook holds. */
export interface MsgContent {
  readonly properties: Properties;
  readonly recipients?: readonly Properties[];
  readonly attachments?: readonly (Properties | MsgContent)[];
}

type Entry = Parameters<typeof burn>[0][number];

/** A compound file with the streams of an Outlook message (MS-OXMSG). */
export function writeMsg(content: MsgContent): Uint8Array {
  const entries: Entry[] = [{ name: "Root Entry", type: 5, children: [], length: 0 }];
  addMessage(entries, 0, content, 32);
  return burn(entries);
}

function addMessage(entries: Entry[], at: number, content: MsgContent, headerBytes: number): void {
  addProperties(entries, at, content.properties, headerBytes);
  for (const [i, recipient] of (content.recipients ?? []).entries()) {
    addProperties(entries, addFolder(entries, at, `__recip_version1.0_#0000000${i}`), recipient, 8);
  }
  for (const [i, attachment] of (content.attachments ?? []).entries()) {
    const folder = addFolder(entries, at, `__attach_version1.0_#0000000${i}`);
    if (isMessage(attachment)) {
      addProperties(entries, folder, { "3001001F": String(attachment.properties["0037001F"]) }, 8);
      addMessage(entries, addFolder(entries, folder, "__substg1.0_3701000D"), attachment, 24);
    } else {
      addProperties(entries, folder, attachment, 8);
    }
  }
}

function isMessage(attachment: Properties | MsgContent): attachment is MsgContent {
  return typeof attachment["properties"] === "object";
}

/** Strings and bytes are streams of their own; numbers, and times in milliseconds since 1970, stand in one stream. */
function addProperties(entries: Entry[], at: number, properties: Properties, headerBytes: number): void {
  const fixed: Buffer[] = [Buffer.alloc(headerBytes)];
  for (const [tag, value] of Object.entries(properties)) {
    if (typeof value === "number") {
      const property = Buffer.alloc(16);
      property.writeUInt32LE(Number.parseInt(tag, 16), 0);
      property.writeBigUInt64LE(
        tag.endsWith("0040") ? BigInt(value + 11644473600000) * 10000n : BigInt(value),
        8,
      );
      fixed.push(property);
      continue;
    }
    const bytes = typeof value === "string" ? Buffer.from(value, "utf16le") : value;
    addStream(entries, at, `__substg1.0_${tag}`, bytes);
  }
  addStream(entries, at, "__properties_version1.0", Buffer.concat(fixed));
}

function addFolder(entries: Entry[], at: number, name: string): number {
  entries[at]?.children?.push(entries.length);
  return entries.push({ name, type: 1, children: [], length: 0 }) - 1;
}

function addStream(entries: Entry[], at: number, name: string, bytes: Uint8Array): void {
  entries[at]?.children?.push(entries.length);
  entries.push({ name, type: 2, binaryProvider: () => Uint8Array.from(bytes), length: bytes.length });
}
