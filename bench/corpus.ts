import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Prose } from "./prose.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Paragraphs of a document: with them, 2,000 documents make about 20,000 passages. */
const PARAGRAPHS = 5;

/**
 * Writes a folder of documents: text, Markdown and HTML by turns, half German and half English, in folders of
 * a hundred. The same number of documents is the same folder as long as the pages that the prose is learnt from
 * stay the same.
 */
export async function writeCorpus(folder: string, documents: number): Promise<void> {
  const languages = [new Prose(await germanSample(), 1), new Prose(await englishSample(), 2)];
  for (let i = 0; i < documents; i++) {
    const prose = languages[i % languages.length];
    if (prose === undefined) throw new RangeError("There is no language.");
    const dir = join(folder, String(Math.floor(i / 100)).padStart(3, "0"));
    await mkdir(dir, { recursive: true });
    const { extension, content } = document(prose, i);
    await writeFile(join(dir, `document-${i}${extension}`), content);
  }
}

function document(prose: Prose, index: number): { extension: string; content: string } {
  const title = `${prose.name()} ${index}`;
  const paragraphs = Array.from({ length: PARAGRAPHS }, () => prose.paragraph());
  switch (index % 3) {
    case 0:
      return { extension: ".txt", content: paragraphs.join("\n\n") };
    case 1:
      return {
        extension: ".md",
        content: `# ${title}\n\n${paragraphs.join(`\n\n## ${prose.name()}\n\n`)}\n`,
      };
    default: {
      const body = paragraphs.map(
        (text) => `<p>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`,
      );
      const html = `<!doctype html><title>${title}</title><main><h1>${title}</h1>${body.join("")}</main>`;
      return { extension: ".html", content: html };
    }
  }
}

async function germanSample(): Promise<string> {
  const folder = join(ROOT, "documents");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".txt"));
  return (await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")))).join("\n");
}

/** Prose from the project's own pages, without tables, code and markup. */
async function englishSample(): Promise<string> {
  const pages = ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/dependencies.md"];
  const texts = await Promise.all(pages.map((page) => readFile(join(ROOT, page), "utf8")));
  return texts
    .join("\n")
    .replace(/```[\s\S]*?```/gu, "")
    .replace(/^[|#!<].*$/gmu, "")
    .replace(/[`*_[\]()|]/gu, "");
}
