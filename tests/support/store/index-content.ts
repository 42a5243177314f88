import { createHash } from "node:crypto";
import { expect } from "vitest";
import type { Config } from "../../../src/config/config.js";
import type {
  DocumentInput,
  EmbeddedSpan,
  ParagraphInput,
  PassageInput,
} from "../../../src/core/ports/store/writing.js";
import type { Store } from "../../../src/core/ports/store.js";
import { openDriver } from "../../../src/store/open-driver.js";
import { allOf } from "./store-fixtures.js";

/** All that an index holds but the times at which it was written. */
export async function contentOf(config: Config): Promise<unknown> {
  const driver = await openDriver(config);
  const store = await driver.open({ readOnly: true });
  try {
    const { generation, formatVersion, ...info } = await store.info();
    const documents: unknown[] = [];
    for (const { id } of await store.files()) {
      documents.push(await documentOf(store, id));
    }
    const failures = await store.failures();
    return { info, documents, failures, calibration: await driver.attachment("calibration.json").read() };
  } finally {
    await store.close();
  }
}

/** All of a document, to be compared with the same document in another store. */
export async function documentOf(store: Store, id: string): Promise<unknown> {
  const { paragraphs, ...own } = (await store.documentInput(id)) ?? expect.fail("no document");
  return { ...own, paragraphs: await plainOf(paragraphs) };
}

/** Terms in one order, since each store numbers them for itself, and vectors as digests of their bytes. */
async function plainOf(paragraphs: DocumentInput["paragraphs"]): Promise<unknown> {
  const withTerms = (text: PassageInput | ParagraphInput) => ({
    ...plain(text),
    stems: text.terms
      .flatMap(({ stems }) => stems)
      .toSorted()
      .join(" "),
    grams: text.terms
      .flatMap(({ grams }) => grams)
      .toSorted()
      .join(" "),
  });
  return (await allOf(paragraphs)).map((paragraph) => ({
    ...withTerms(paragraph),
    passages: paragraph.passages.map(withTerms),
    sentences: paragraph.sentences.map(plain),
  }));
}

function plain({ vector, ...text }: EmbeddedSpan): object {
  return { ...text, terms: null, vector: createHash("sha256").update(vector).digest("hex") };
}
