import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

const WORDS = [
  "river",
  "garden",
  "winter",
  "letter",
  "market",
  "island",
  "copper",
  "violin",
  "harbour",
  "lantern",
];

/** A text of ten passages that no other number has, with a sentence that names the number. */
function numberedText(number: number, version = 1): string {
  const paragraphs = Array.from({ length: 10 }, (_, paragraph) => {
    const words = WORDS.map((word, i) => `${word} ${(number * (i + 3) + paragraph * 7) % 1000}`);
    return `Report ${number} in version ${version} is about ${words.slice(0, 5).join(", ")}. Its part ${paragraph} tells of ${words.slice(5).join(" and ")}.`;
  });
  return paragraphs.join("\n\n");
}

/** Where the document of a number is. */
export function numberedPath(number: number): string {
  return `part-${number % 7}/report-${number}.txt`;
}

/** Writes the documents from one number up to another, which is left out. */
export async function writeNumbered(folder: string, from: number, to: number, version = 1): Promise<void> {
  for (let number = from; number < to; number++) {
    const file = path.join(folder, numberedPath(number));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, numberedText(number, version));
  }
}
