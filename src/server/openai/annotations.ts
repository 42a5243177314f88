import { inertText } from "../../answering/inert-markdown.js";
import type { Answer, AnswerEvent, Citation } from "../../core/answer.js";

/** Says, in OpenAI's way, what a span of a message's content is taken from. */
export interface UrlCitation {
  readonly type: "url_citation";
  readonly url_citation: {
    readonly url: string;
    readonly title: string;
    /** Of the marker in the content, in Unicode code points. */
    readonly start_index: number;
    readonly end_index: number;
  };
}

/** A piece of a message's content; a marker is a piece of its own, with the blank before it. */
export interface ContentPiece {
  readonly content: string;
  /** Of a marker. */
  readonly annotation?: UrlCitation;
  /** What a marker points to, where it stands for the first time. */
  readonly citation?: Citation;
}

/** What an answer puts behind a sentence: markers in a row, which come as one piece of text. */
const MARKERS = /^ (?:\[\d+\])+$/;
const MARKER = / ?\[(\d+)\]/g;

/**
 * The pieces of an answer's text, with an annotation for each marker. The citation of a new marker comes behind it, so
 * markers wait until their citations are there. What clients would load as an image is made inert.
 * @returns the finished answer
 * @throws Error if the events end without the answer
 */
export async function* contentPieces(
  events: AsyncIterable<AnswerEvent>,
): AsyncGenerator<ContentPiece, Answer> {
  const annotator = new Annotator();
  for await (const event of events) {
    switch (event.type) {
      case "delta":
        yield* annotator.add(event.text);
        break;
      case "citation":
        yield* annotator.cite(event.citation);
        break;
      case "done":
        yield* annotator.end();
        return event.answer;
    }
  }
  throw new Error("The answer ended before it was done.");
}

class Annotator {
  readonly #citations = new Map<number, Citation>();
  readonly #titles = new Map<string, number>();
  /** Markers whose citations haven't come yet. */
  #waiting = "";
  /** Of the content so far, in code points. */
  #length = 0;
  readonly #inert = inertText();

  *add(text: string): Generator<ContentPiece, void> {
    yield* this.flush();
    if (MARKERS.test(text)) {
      yield* this.#text(this.#inert.end());
      this.#waiting = text;
      yield* this.#flushIfComplete();
    } else {
      yield* this.#text(this.#inert.add(text));
    }
  }

  *cite(citation: Citation): Generator<ContentPiece, void> {
    this.#citations.set(citation.marker, citation);
    yield* this.#flushIfComplete();
  }

  /** What is still there when the answer is done. */
  *end(): Generator<ContentPiece, void> {
    yield* this.flush();
    yield* this.#text(this.#inert.end());
  }

  *flush(): Generator<ContentPiece, void> {
    const waiting = this.#waiting;
    this.#waiting = "";
    for (const [content, marker] of waiting.matchAll(MARKER)) {
      yield this.#marker(content, Number(marker));
    }
  }

  *#text(content: string): Generator<ContentPiece, void> {
    if (content !== "") {
      this.#length += codePoints(content);
      yield { content };
    }
  }

  *#flushIfComplete(): Generator<ContentPiece, void> {
    const markers = [...this.#waiting.matchAll(MARKER)];
    if (markers.every(([, marker]) => this.#citations.has(Number(marker)))) {
      yield* this.flush();
    }
  }

  #marker(content: string, marker: number): ContentPiece {
    const start = this.#length + content.indexOf("[");
    this.#length += content.length;
    const citation = this.#citations.get(marker);
    if (citation === undefined) {
      return { content };
    }
    const isNew = ![...this.#titles.values()].includes(marker);
    const url_citation = {
      url: citation.url,
      title: this.#title(citation),
      start_index: start,
      end_index: this.#length,
    };
    return { content, annotation: { type: "url_citation", url_citation }, ...(isNew && { citation }) };
  }

  /** A title of its own for each citation, since open-webui takes sources of the same name for one. */
  #title({ title, marker }: Citation): string {
    const own = (this.#titles.get(title) ?? marker) === marker ? title : `${title} [${marker}]`;
    this.#titles.set(own, marker);
    return own;
  }
}

/** As OpenAI counts, and Python; half of a pair that was cut in two counts once. */
function codePoints(text: string): number {
  return text.replace(/[\uDC00-\uDFFF]/g, "").length;
}
