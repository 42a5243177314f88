import fc from "fast-check";
import { hostileText } from "./hostile-texts.js";

/** A form as it is sent. */
export interface HostileForm {
  readonly contentType: string;
  readonly body: Buffer;
}

const FILE_NAMES = [
  "one.txt",
  "two.md",
  "KIRGISISTAN.TXT",
  "../../outside.txt",
  "/etc/cron.d/outside.txt",
  "..\\outside.txt",
  "C:\\outside.txt",
  ".hidden.txt",
  ".footnoteignore",
  "con.txt",
  "a\u0000b.txt",
  "a\r\nX-Injected: 1.txt",
  'a".txt',
  "a%22.txt",
  "\u202etxt.exe",
  `${"n".repeat(300)}.txt`,
  "file.exe",
  "archive.zip",
  "broken.pdf",
  "broken.docx",
  "data.json",
  "__proto__",
  "",
];

const FOLDERS = [
  "",
  "deep/er",
  "..",
  "../..",
  "/etc",
  "one.txt",
  ".git",
  "a/../b",
  "x".repeat(5000),
  "a\u0000b",
];

const CONTENTS = [
  "",
  "The harbour opens at seven.",
  '{"a": [1, 2, {"b": "c"}]}',
  "PK\u0003\u0004",
  "%PDF-1.7\n",
  "\u0000\u0001\u0002",
  "line\n".repeat(2000),
  "--boundary--\r\n",
];

const BOUNDARIES = ["boundary", "-", "b".repeat(70), "b".repeat(5000), "", '"quoted boundary"', "\u00e4"];

/** A form with files under hostile names; often broken. */
export function hostileForm(): fc.Arbitrary<HostileForm> {
  const field = fc.constantFrom("file", "folder", "__proto__", "");
  const part = fc.record({
    field: fc.oneof({ weight: 3, arbitrary: fc.constant("file") }, { weight: 1, arbitrary: field }),
    fileName: fc.option(
      fc.oneof(
        fc.constantFrom(...FILE_NAMES),
        hostileText().map((text) => `${text}.txt`),
      ),
    ),
    content: fc.oneof(fc.constantFrom(...CONTENTS), fc.constantFrom(...FOLDERS), hostileText()),
    headers: fc.constantFrom(
      "",
      "Content-Type: text/plain\r\n",
      "Content-Transfer-Encoding: base64\r\n",
      "broken\r\n",
    ),
  });
  return fc
    .record({
      parts: fc.oneof(
        { weight: 8, arbitrary: fc.array(part, { maxLength: 4 }) },
        { weight: 1, arbitrary: part.map((one) => Array<typeof one>(1100).fill(one)) },
      ),
      boundary: fc.oneof({ weight: 6, arbitrary: fc.constant("boundary") }, fc.constantFrom(...BOUNDARIES)),
      told: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, fc.constantFrom("other", "")),
      cutAt: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 5 }),
    })
    .map(({ parts, boundary, told, cutAt }) => {
      const body = Buffer.from(
        [...parts.map((one) => `--${boundary}\r\n${partText(one)}`), `--${boundary}--\r\n`].join(""),
      );
      return {
        contentType: `multipart/form-data; boundary=${(told ?? boundary).replaceAll(/[^\x20-\x7e]/g, "")}`,
        body: cutAt === null ? body : body.subarray(0, Math.floor(cutAt * body.length)),
      };
    });
}

interface Part {
  readonly field: string;
  readonly fileName: string | null;
  readonly content: string;
  readonly headers: string;
}

function partText({ field, fileName, content, headers }: Part): string {
  const name = fileName === null ? "" : `; filename="${fileName}"`;
  return `Content-Disposition: form-data; name="${field}"${name}\r\n${headers}\r\n${content}\r\n`;
}
