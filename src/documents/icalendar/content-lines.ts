/** A line of a calendar or an address book (RFC 5545, section 3.1; RFC 6350, section 3.3). */
export interface ContentLine {
  /** What lines of one subject have in common, such as `item1`; empty if there is none. */
  readonly group: string;
  /** In capitals. */
  readonly name: string;
  /** By name in capitals; a value alone, as in vCard 2.1, counts as a type. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  /** As it stands in the file, still escaped. */
  readonly value: string;
}

const QUOTED_PRINTABLE = /;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/iu;

/** The lines of a file, put together where they were folded; what is no content line is left out. */
export function contentLines(text: string): ContentLine[] {
  const lines: string[][] = [];
  /** Whether the last line is one of vCard 2.1 that folds as e-mail does. */
  let isEncoded = false;
  for (const line of text.split(/\r\n|[\r\n]/u)) {
    const last = lines.at(-1);
    const end = last?.at(-1) ?? "";
    if (last !== undefined && /^[ \t]/u.test(line)) {
      last.push(line.slice(1));
    } else if (last !== undefined && isEncoded && end.endsWith("=")) {
      last[last.length - 1] = end.slice(0, -1);
      last.push(line);
    } else {
      lines.push([line]);
      isEncoded = QUOTED_PRINTABLE.test(line);
    }
  }
  return lines.flatMap((parts) => parseLine(parts.join("")) ?? []);
}

const HEAD = /^(?:([\w-]{1,60})\.)?([\w-]{1,60})(?=[;:])/u;

const PARAMETER = /;([\w-]{1,60})(?:=((?:"[^"]*"|[^";:,])*(?:,(?:"[^"]*"|[^";:,])*)*))?/uy;

function parseLine(line: string): ContentLine | undefined {
  const [head, group = "", name] = HEAD.exec(line) ?? [];
  if (head === undefined || name === undefined) {
    return undefined;
  }
  const parameters = new Map<string, string[]>();
  let at = head.length;
  PARAMETER.lastIndex = at;
  for (let match = PARAMETER.exec(line); match !== null; match = PARAMETER.exec(line)) {
    const [whole, key = "", given] = match;
    const named = given === undefined ? "TYPE" : key.toUpperCase();
    const values = given === undefined ? [key] : valuesOf(given);
    const all = parameters.get(named) ?? [];
    for (const value of values) {
      all.push(value);
    }
    parameters.set(named, all);
    at += whole.length;
  }
  const value = line.charAt(at) === ":" ? line.slice(at + 1) : "";
  return { group, name: name.toUpperCase(), parameters, value: decoded(value, parameters) };
}

function valuesOf(list: string): string[] {
  return Array.from(list.matchAll(/"([^"]*)"|([^",]+)/gu), ([, quoted, plain]) => quoted ?? plain ?? "");
}

/** A value whose bytes are written as quoted-printable (RFC 2045, section 6.7), or as it is. */
function decoded(value: string, parameters: ReadonlyMap<string, readonly string[]>): string {
  const encodings = [...(parameters.get("ENCODING") ?? []), ...(parameters.get("TYPE") ?? [])];
  if (!encodings.some((encoding) => encoding.toUpperCase() === "QUOTED-PRINTABLE")) {
    return value;
  }
  const bytes = value.replace(/=([\dA-F]{2})/giu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const charset = parameters.get("CHARSET")?.[0] ?? "utf-8";
  // Encoded line breaks are the ones of the value, which the escape stands for elsewhere.
  return decodeBytes(bytes, charset).replace(/\r?\n/gu, "\\n");
}

function decodeBytes(bytes: string, charset: string): string {
  try {
    return new TextDecoder(charset).decode(Buffer.from(bytes, "latin1"));
  } catch {
    return bytes;
  }
}

/** A text without its escapes (RFC 5545, section 3.3.11). */
export function textOf({ value }: ContentLine): string {
  return value
    .replace(/\\([\\;,nN:"])/gu, (_, escaped: string) => (/n/iu.test(escaped) ? "\n" : escaped))
    .trim();
}

/** The parts of a structured value, such as an address (RFC 6350, section 6.3.1). */
export function partsOf(line: ContentLine): string[] {
  return line.value.split(/(?<!\\);/u).map((value) => textOf({ ...line, value }));
}
