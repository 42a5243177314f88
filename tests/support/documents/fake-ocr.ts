import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OcrPrograms } from "../../../src/documents/ocr/ocr-programs.js";

/** What a picture holds by its key: `image 1` for the first page of a picture, `page 2` for page 2 of a PDF. */
export type PictureTexts = Readonly<Record<string, string>>;

/** A picture that is never done. */
export const HANGS = "HANGS";
/** A picture that is done once `release` was called. */
export const WAITS = "WAITS";
/** A picture that the program can't read. */
export const FAILS = "FAILS";

/**
 * Stands in for tesseract: answers by its input with words in tesseract's columns, a line of the text for each line of a
 * paragraph, and notes beside itself its process id and how it was called.
 */
const TESSERACT = `
const fs = require("node:fs");
const { join } = require("node:path");
const args = process.argv.slice(2);
if (args[0] === "--list-langs") {
  console.log(["List of available languages:", ...LANGUAGES].join("\\n"));
  process.exit();
}
const image = fs.readFileSync(0, "latin1");
const page = Number((/tessedit_page_number=(\\d+)/.exec(args.join(" ")) ?? [])[1] ?? 0) + 1;
const key = image.startsWith("P5") ? image.slice(3).trim() : "image " + page;
fs.appendFileSync(join(__dirname, "calls.txt"), JSON.stringify({ key, args, environment: process.env }) + "\\n");
fs.writeFileSync(join(__dirname, "pid.txt"), String(process.pid));
const text = TEXTS[key] ?? "";
if (text === "HANGS") {
  setInterval(() => {}, 1000);
} else if (text === "WAITS") {
  const timer = setInterval(() => fs.existsSync(join(__dirname, key)) && clearInterval(timer), 5);
} else if (text === "FAILS") {
  process.exit(1);
} else {
  console.log("level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext");
  text.split("\\n\\n").forEach((paragraph, p) => paragraph.split("\\n").forEach((line, l) => {
    let left = 0;
    line.split(" ").filter(Boolean).forEach((word, w) => {
      console.log([5, 1, p + 1, 1, l + 1, w + 1, left, 20 * l, 10 * word.length, 12, 95, word].join("\\t"));
      left += 10 * word.length + 10;
    });
  }));
}
`;

/** Stands in for pdftoppm: the picture of a page is its key. */
const PDFTOPPM = `
const args = process.argv.slice(2);
require("node:fs").readFileSync(0);
process.stdout.write("P5\\npage " + args[args.indexOf("-f") + 1]);
`;

/** Writes programs into a folder that stand in for tesseract and pdftoppm. */
export async function writeFakeOcr(
  folder: string,
  texts: PictureTexts,
  languages: readonly string[] = ["deu", "eng", "osd"],
): Promise<OcrPrograms> {
  const declared = `const TEXTS = ${JSON.stringify(texts)}; const LANGUAGES = ${JSON.stringify(languages)};`;
  const tesseract = await writeProgram(folder, "tesseract", declared + TESSERACT);
  const pdftoppm = await writeProgram(folder, "pdftoppm", PDFTOPPM);
  return {
    tesseract: { path: tesseract },
    pdftoppm: { path: pdftoppm },
    languages: ["deu", "eng"],
    findsOrientation: true,
    prlimit: undefined,
  };
}

/** Writes a Node script that can be run by its name. */
export async function writeProgram(folder: string, name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!${process.execPath}\n${script}`);
  await chmod(path, 0o755);
  return path;
}

/** Lets a picture that waits be done. */
export async function release(folder: string, key: string): Promise<void> {
  await writeFile(join(folder, key), "");
}

/** The pictures that were given to the program so far, by their keys. */
export async function picturesTaken(folder: string): Promise<string[]> {
  const calls = await readFile(join(folder, "calls.txt"), "utf8").catch(() => "");
  return Array.from(calls.matchAll(/"key":"([^"]+)"/gu), ([, key = ""]) => key);
}
