import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { deflatedSpaces, makeZip, type ZipEntry } from "./make-zip.js";
import { paragraph, relationships } from "./office-samples.js";
import { column, writePdf } from "./write-pdf.js";

/** A word of every file that must not get into the index. */
export const SECRET = "Geheimparole";

const secret = new TextEncoder().encode(`Die ${SECRET} lautet Zwetschgendatschi.`);
const report = writePdf([column([`Die ${SECRET} steht hier.`])]);

/** A Word document with this main part. */
function word(main: Omit<ZipEntry, "name">): Uint8Array {
  return makeZip([
    { name: "_rels/.rels", content: relationships(["officeDocument", "word/document.xml"]) },
    { name: "word/document.xml", ...main },
  ]);
}

/** A megabyte that unpacks to more than a gigabyte. */
const gigabyte = deflatedSpaces(1100);

/** The main part of a Word document whose entities grow by ten with every level. */
const entities = `<!DOCTYPE x [<!ENTITY e0 "${SECRET}">${Array.from(
  { length: 9 },
  (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`,
).join("")}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  ><w:body>${paragraph("&e9;")}</w:body></w:document>`;

/** Files that can't be read, and what the reason has to say. */
export const UNREADABLE: readonly (readonly [file: string, bytes: Uint8Array, reason: RegExp])[] = [
  [
    "hostile/bomb.docx",
    word({ deflated: gigabyte, declaredSize: 1100 << 20 }),
    /^hostile\/bomb\.docx unpacks to more than .*MAX_UNPACKED_BYTES/u,
  ],
  [
    "hostile/lying-bomb.docx",
    word({ deflated: gigabyte, declaredSize: 1000 }),
    /^hostile\/lying-bomb\.docx isn't a whole zip archive/u,
  ],
  [
    "hostile/entities.docx",
    word({ content: entities }),
    /^hostile\/entities\.docx holds a document type definition/u,
  ],
  [
    "hostile/deep.html",
    new TextEncoder().encode(`${"<div>".repeat(100_000)}Die ${SECRET} liegt tief.`),
    /^hostile\/deep\.html is nested more than \d+ levels deep/u,
  ],
  ["hostile/cut.pdf", report.subarray(0, report.length / 3), /^hostile\/cut\.pdf .*damaged/u],
  ["hostile/scan.pdf", writePdf([[]], { image: true }), /^hostile\/scan\.pdf holds only images .*OCR/u],
  [
    "hostile/binary.txt",
    Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256),
    /^hostile\/binary\.txt holds binary data/u,
  ],
  ["hostile/renamed.xlsx", report, /^hostile\/renamed\.xlsx isn't a whole zip archive/u],
];

/** Files that aren't looked at, and what the reason has to say. */
export const SKIPPED: readonly (readonly [file: string, reason: RegExp])[] = [
  ["hostile/link.txt", /symbolic links/u],
  ["hostile/linked-folder", /symbolic links/u],
  ["hostile/photo.raw", /format isn't supported; .*DOCX/u],
];

/** Writes them all into a folder, with hidden and ignored files and a folder outside that links point to. */
export async function writeHostileFiles(folder: string, outside: string): Promise<void> {
  const files: [string, Uint8Array | string][] = [
    ...UNREADABLE.map(([file, bytes]): [string, Uint8Array] => [file, bytes]),
    ["hostile/photo.raw", secret],
    ["hostile/.hidden.txt", secret],
    [".hidden/secret.txt", secret],
    ["drafts/secret.txt", secret],
    ["hostile/secret.draft.md", secret],
    [".footnoteignore", "# not yet\ndrafts/\n*.draft.md\n"],
  ];
  for (const [file, content] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  }
  await writeFile(join(outside, "secret.txt"), secret);
  await symlink(join(outside, "secret.txt"), join(folder, "hostile/link.txt"));
  await symlink(outside, join(folder, "hostile/linked-folder"));
}
