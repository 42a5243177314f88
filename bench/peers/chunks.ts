import { RecursiveCharacterTextSplitter } from "@langchain/textsplitters";
import type { DocumentSpan } from "../../src/evaluation/gold.js";
import { detectLanguage } from "../../src/text/language.js";
import { documentsOf } from "../corpus/documents-of.js";

/** A piece of a document as the tutorial cuts it. */
export interface Chunk extends DocumentSpan {
  readonly text: string;
  /** Of the document: `de` or `en`. */
  readonly language: string;
}

/** The documents of a folder, cut as LangChain's tutorial on retrieval does: 1,000 characters, 200 of overlap. */
export async function chunksOf(folder: string): Promise<Chunk[]> {
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 1000, chunkOverlap: 200 });
  const chunks: Chunk[] = [];
  for await (const { path, text } of documentsOf(folder)) {
    const language = detectLanguage(text, ["de", "en"]);
    let from = 0;
    for (const piece of await splitter.splitText(text)) {
      const start = text.indexOf(piece, from);
      if (start < 0) {
        throw new RangeError(`A chunk of ${path} isn't a part of its text.`);
      }
      chunks.push({ documentId: path, start, end: start + piece.length, text: piece, language });
      from = start + 1;
    }
  }
  return chunks;
}
