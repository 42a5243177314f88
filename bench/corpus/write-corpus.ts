import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { INSTALLATION } from "../../src/config/installation.js";
import { Prose } from "./prose.js";
import { readWordParts } from "./vocabulary.js";

/** Paragraphs of a document: with them, 2,000 documents make about 23,000 passages. */
const PARAGRAPHS = 5;

/**
 * Writes a folder of documents: text, Markdown and HTML by turns, half German and half English, in folders of
 * a hundred. The same number of documents is the same folder, as long as the shipped document and model stay
 * the same.
 */
export async function writeCorpus(folder: string, documents: number): Promise<void> {
  const languages = [
    new Prose(await germanSample(), await readWordParts("de"), 1),
    new Prose(await englishSample(), await readWordParts("en"), 2),
  ];
  for (let i = 0; i < documents; i++) {
    const prose = languages[i % languages.length];
    if (prose === undefined) {
      throw new RangeError("There is no language.");
    }
    const dir = join(folder, String(Math.floor(i / 100)).padStart(3, "0"));
    await mkdir(dir, { recursive: true });
    const { extension, content } = document(prose, i);
    await writeFile(join(dir, `document-${i}${extension}`), content);
  }
}

function document(prose: Prose, index: number): { extension: string; content: string } {
  prose.turnToNextTopic();
  const title = prose.title();
  const paragraphs = Array.from({ length: PARAGRAPHS }, () => prose.paragraph());
  switch (index % 3) {
    case 0:
      return { extension: ".txt", content: paragraphs.join("\n\n") };
    case 1: {
      const [first, ...rest] = paragraphs;
      const sections = rest.map((text) => `## ${prose.title()}\n\n${text}\n`);
      return { extension: ".md", content: `# ${title}\n\n${first}\n\n${sections.join("\n")}` };
    }
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
  const folder = join(INSTALLATION.root, "documents");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".txt"));
  return (await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")))).join("\n");
}

/** Prose from the page of the built-in embedder, without tables, code and markup. */
async function englishSample(): Promise<string> {
  const page = await readFile(join(INSTALLATION.models, "static-de-en-512", "README.md"), "utf8");
  return page
    .replace(/```[\s\S]*?```/gu, "")
    .replace(/^[|#!<].*$/gmu, "")
    .replace(/[`*_[\]()|]/gu, "");
}
