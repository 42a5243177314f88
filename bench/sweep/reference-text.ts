import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { promisify } from "node:util";
import type { SweptFile } from "./find-files.js";
import { type Reference, readArchive, textOfHtml } from "./marked-up-text.js";

const MOST_BYTES = 256 * 1024 * 1024;

/** What a declared encoding is looked for in, in characters. */
const HEAD = 2048;

/**
 * What a file shows, by means that share nothing with its loader but the parsers of zip and markup.
 * @returns undefined if there is no means for the format here, or they fail
 */
export async function readReference(file: SweptFile): Promise<Reference | undefined> {
  try {
    const read = await readText(file);
    return typeof read === "string" ? { text: read, pictures: 0 } : read;
  } catch {
    return undefined;
  }
}

async function readText({ absolute, format }: SweptFile): Promise<string | Reference | undefined> {
  switch (format) {
    case "pdf":
      return textOfPdf(absolute);
    case "html":
      return textOfHtml(decode(await readFile(absolute)));
    case "text":
    case "csv":
    case "code":
      return decode(await readFile(absolute));
    case "markdown":
      return textOfMarkdown(decode(await readFile(absolute)));
    case "json":
      return textOfJson(decode(await readFile(absolute)), extname(absolute));
    case "rst":
    case "org":
    case "rtf":
    case "notebook":
      return textByPandoc(absolute, PANDOC_READERS[format]);
    case "subtitles":
      return decode(await readFile(absolute)).replaceAll(/^(\d+|.*-->.*)$/gm, " ");
    default:
      return readArchive(await readFile(absolute), extname(absolute).slice(1).toLowerCase());
  }
}

/** By Poppler, with words that are parted at the end of a line put together. */
async function textOfPdf(absolute: string): Promise<string> {
  const { stdout } = await promisify(execFile)("pdftotext", ["-enc", "UTF-8", absolute, "-"], {
    maxBuffer: MOST_BYTES,
  });
  return stdout.replaceAll(/(\p{L})[-\u00ad\u2010]\n\s*(?=\p{Ll})/gu, "$1");
}

/** Pandoc's names for formats that it reads. */
const PANDOC_READERS = { rst: "rst", org: "org", rtf: "rtf", notebook: "ipynb" } as const;

async function textByPandoc(absolute: string, reader: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    "pandoc",
    ["-f", reader, "-t", "plain", "--wrap=none", absolute],
    {
      maxBuffer: MOST_BYTES,
    },
  );
  return stdout;
}

function decode(bytes: Buffer): string {
  const declared = /charset\s*=\s*["']?([\w-]+)|encoding\s*=\s*["']([\w-]+)/i.exec(
    bytes.subarray(0, HEAD).toString("latin1"),
  );
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(declared?.[1] ?? declared?.[2] ?? "windows-1252").decode(bytes);
  }
}

/** Without tags, comments, addresses and names of links, front matter and languages of code. */
function textOfMarkdown(source: string): string {
  return source
    .replace(/^(---|\+\+\+)\r?\n[\s\S]*?\r?\n\1[ \t]*(\r?\n|$)/u, "")
    .replaceAll(/<!--[\s\S]*?-->/g, " ")
    .replaceAll(/<[^<>]*>/g, " ")
    .replaceAll(/\](\([^()\n]*\)| ?\[[^[\]\n]*\])/g, "] ")
    .replaceAll(/^\s*(```|~~~).*$/gm, " ")
    .replaceAll(/^\s*\[[^\]\n]*\]:.*$/gm, " ")
    .replaceAll(/&#?\w+;/g, " ");
}

/** Keys and strings; numbers may be written in another way. */
function textOfJson(source: string, extension: string): string {
  const values = extension === ".json" ? [source] : source.split("\n").filter((line) => line.trim() !== "");
  const texts: string[] = [];
  for (const value of values) {
    JSON.parse(value, (key, inner) => {
      texts.push(Number.isNaN(Number(key)) ? key : "");
      if (typeof inner === "string") {
        texts.push(inner);
      }
      return null;
    });
  }
  return texts.join("\n");
}
