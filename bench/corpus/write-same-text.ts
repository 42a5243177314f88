import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { documentsOf } from "./documents-of.js";

/** As much text as a code of laws has, and so many files of it. */
const CHARACTERS = 1_500_000;
const FILES = 300;

/**
 * Writes text of a corpus as Markdown twice: as one large file, and as 300 small ones.
 * @param corpus the folder that has the text, over and over if it has too little
 */
export async function writeSameText(
  corpus: string,
  folders: { readonly large: string; readonly small: string },
): Promise<void> {
  const sections: string[] = [];
  let length = 0;
  while (length < CHARACTERS) {
    for await (const { title, text } of documentsOf(corpus)) {
      if (length >= CHARACTERS) {
        break;
      }
      sections.push(`## § ${sections.length + 1} ${title}\n\n${text}\n\n`);
      length += text.length;
    }
  }
  await Promise.all([mkdir(folders.large), mkdir(folders.small)]);
  await writeFile(join(folders.large, "code.md"), `# The code\n\n${sections.join("")}`);
  const perFile = Math.ceil(sections.length / FILES);
  for (let first = 0; first < sections.length; first += perFile) {
    const part = sections.slice(first, first + perFile).join("");
    await writeFile(join(folders.small, `${first}.md`), `# The code from § ${first + 1}\n\n${part}`);
  }
}
