/** A `POST /v1/chat/completions` with this body. */
export function completionRequest(body: unknown, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/v1/chat/completions", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** What tests look at in a chunk of a completion. */
export interface Chunk {
  readonly id: string;
  readonly object: string;
  readonly created: number;
  readonly model: string;
  readonly choices: readonly {
    readonly index: number;
    readonly delta: {
      readonly role?: string;
      readonly content?: string;
      readonly annotations?: readonly Annotation[];
    };
    readonly finish_reason: string | null;
  }[];
  readonly usage?: unknown;
  readonly event?: unknown;
  readonly footnote?: { readonly [field: string]: unknown };
  readonly error?: unknown;
}

/** What a message says of a span of its content. */
export interface Annotation {
  readonly type: string;
  readonly url_citation: {
    readonly url: string;
    readonly title: string;
    readonly start_index: number;
    readonly end_index: number;
  };
}

/** What tests look at in a whole completion. */
export interface Completion extends Omit<Chunk, "choices"> {
  readonly choices: readonly {
    readonly message: {
      readonly role: string;
      readonly content: string;
      readonly refusal: unknown;
      readonly annotations: readonly Annotation[];
    };
    readonly finish_reason: string;
  }[];
}

/** Reads a stream of nothing but data and comments: the chunks in order, and what stands at the end instead of one. */
export function parseChunks(stream: string): { readonly chunks: readonly Chunk[]; readonly end: string } {
  const data = stream
    .split("\n\n")
    .filter((block) => block !== "" && !block.startsWith(":"))
    .map((block) => block.replace(/^data: /, ""));
  const end = data.at(-1) === "[DONE]" ? (data.pop() ?? "") : "";
  return { chunks: data.map((chunk) => JSON.parse(chunk)), end };
}

/** The text of all chunks. */
export function contentOf(chunks: readonly Chunk[]): string {
  return chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("");
}

/** What an annotation of a content marks, counted as Python counts. */
export function annotatedText(content: string, { url_citation }: Annotation): string {
  return [...content].slice(url_citation.start_index, url_citation.end_index).join("");
}
