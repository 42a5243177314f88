import type { DocumentInput, ParagraphInput } from "../../../core/ports/store/writing.js";
import { replaced } from "../../errors.js";
import type { ForwardSegment } from "../../lexical/forward-segment.js";
import {
  type ContentRow,
  encodeKey,
  type SummaryRow,
  toDocumentInput,
  unsealAbout,
} from "../../rows/document-codec.js";
import type { ParagraphRow } from "../../rows/paragraph-codec.js";
import { ParagraphInputs, type ParagraphSource, type WholePassageRow } from "../../rows/paragraph-input.js";
import type { TermRow } from "../../rows/term-codec.js";
import type { Session } from "../connection/session.js";
import { readSegment } from "./segment.js";
import { type Generation, isSuccessor, readState } from "./state.js";

/** How many paragraphs are read in one transaction. */
const PAGE = 64;

/** Does work in a transaction that sees one state. */
export type Read = <T>(work: (session: Session) => Promise<T>) => Promise<T>;

/** A document as it was found. */
interface FoundDocument {
  readonly key: number;
  readonly about: ParagraphSource["about"];
}

interface Page {
  /** What it was read in. */
  readonly state: Generation;
  readonly paragraphs: readonly ParagraphInput[];
  /** The key of the last of them; undefined if there are none. */
  readonly last: number | undefined;
}

/** Reads documents as they were put. */
export class DocumentInputs {
  readonly #read: Read;
  /** For states that follow from this one: in others a key may mean something else. */
  #known: { readonly state: Generation; readonly inputs: ParagraphInputs } | undefined;

  constructor(read: Read) {
    this.#read = read;
  }

  /** As `Catalogue.documentInput` gives it. @throws FootnoteError `index_damaged` */
  async find(id: string): Promise<DocumentInput | undefined> {
    return this.#read(async (session) => {
      const state = await readState(session);
      const row = await session.first<SummaryRow & ContentRow>(
        "SELECT key, file, about, structure, text FROM documents WHERE sha256(id) = sha256($1)",
        [Buffer.from(encodeKey(id))],
      );
      if (row === undefined) {
        return undefined;
      }
      const found = { key: row.key, about: unsealAbout(row) };
      return toDocumentInput(row, { [Symbol.asyncIterator]: () => this.#all(found, state) });
    });
  }

  async *#all(document: FoundDocument, found: Generation): AsyncGenerator<ParagraphInput, void> {
    let page: Page = { state: found, paragraphs: [], last: 0 };
    while (page.last !== undefined) {
      const before = page;
      page = await this.#read((session) => this.#readPage(session, document, before));
      yield* page.paragraphs;
    }
  }

  async #readPage(session: Session, { key, about }: FoundDocument, before: Page): Promise<Page> {
    const state = await readState(session);
    const row = await session.first<{ key: number }>("SELECT key FROM documents WHERE key = $1", [key]);
    if (row === undefined || !isSuccessor(state, before.state)) {
      throw replaced();
    }
    const rows = await session.rows<ParagraphRow>(
      `SELECT key, document, terms, content FROM paragraphs WHERE document = $1 AND key > $2
       ORDER BY key LIMIT ${PAGE}`,
      [key, before.last ?? 0],
    );
    const passages = await session.rows<WholePassageRow>(
      "SELECT key, paragraph, about, vector FROM passages WHERE paragraph = ANY($1) ORDER BY key",
      [rows.map((paragraph) => paragraph.key)],
    );
    const inputs = await this.#inputsOf(session, state);
    const segments = await readSegments(session, inputs, key, passages);
    const dimension = state.fingerprint?.dimension ?? 0;
    return {
      state,
      paragraphs: inputs.make(rows, passages, segments, { about, dimension }),
      last: rows.at(-1)?.key,
    };
  }

  async #inputsOf(session: Session, state: Generation): Promise<ParagraphInputs> {
    const known = this.#known;
    const inputs =
      known !== undefined && isSuccessor(state, known.state) ? known.inputs : new ParagraphInputs();
    this.#known = { state, inputs };
    inputs.addTerms(
      await session.rows<TermRow>(
        'SELECT last_id AS "lastId", terms FROM terms WHERE last_id > $1 ORDER BY last_id',
        [inputs.lastTerm],
      ),
    );
    return inputs;
  }
}

async function readSegments(
  session: Session,
  inputs: ParagraphInputs,
  document: number,
  passages: readonly WholePassageRow[],
): Promise<ForwardSegment[]> {
  const rows = await session.rows<{ key: number }>(
    `SELECT key FROM segments WHERE language IN (SELECT language FROM paragraphs WHERE document = $1)
     ORDER BY key`,
    [document],
  );
  const segments: ForwardSegment[] = [];
  for (const { key } of rows.filter((row) => inputs.mayHold(row.key, passages))) {
    segments.push(inputs.segment(key) ?? inputs.addSegment(key, await readSegment(session, key)));
  }
  return segments;
}
