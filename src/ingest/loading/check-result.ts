import { z } from "zod";
import type { LoadResult } from "./protocol.js";

// Beside the protocol, since the processes that only send results do without zod.

const OFFSET = z.int().min(0);
const SPAN_FIELDS = { start: OFFSET, end: OFFSET };
const PATH = z.array(z.string());

const DOCUMENT = z.object({
  title: z.string(),
  text: z.string(),
  headings: z.array(z.object({ ...SPAN_FIELDS, level: z.int().min(1), text: z.string() })),
  blocks: z.array(
    z.object({
      ...SPAN_FIELDS,
      kind: z.enum(["paragraph", "heading", "list", "table", "code"]),
      heading: PATH,
    }),
  ),
  marks: z.array(
    z.object({ start: OFFSET, kind: z.enum(["page", "slide", "row", "time"]), value: z.number().min(0) }),
  ),
  pages: z.int().min(0).nullable(),
  language: z.string().nullable(),
  notices: z.array(z.string()),
});

const SPLIT = z.object({
  language: z.string(),
  paragraphs: z.array(
    z.object({
      ...SPAN_FIELDS,
      heading: PATH,
      lead: z.object(SPAN_FIELDS).nullable(),
      language: z.string(),
      sentences: z.array(z.object(SPAN_FIELDS)),
      passages: z.array(z.object(SPAN_FIELDS)),
    }),
  ),
});

const CONTENT_HASH = z.string().regex(/^[\da-f]{64}$/);

const LOAD_RESULT: z.ZodType<LoadResult> = z.discriminatedUnion("state", [
  z.object({ state: z.literal("unchanged"), contentHash: CONTENT_HASH, bytes: OFFSET }),
  z
    .object({
      state: z.literal("loaded"),
      contentHash: CONTENT_HASH,
      bytes: OFFSET,
      format: z.string(),
      document: DOCUMENT,
      split: SPLIT,
    })
    .refine(liesInText),
  z.object({ state: z.literal("failed"), reason: z.string(), transient: z.boolean() }),
]);

/**
 * Checks what a loading process has sent: parsers run in it, and what a hostile file makes of one must not go
 * further.
 * @returns undefined if it isn't a result
 */
export function checkResult(message: unknown): LoadResult | undefined {
  const result = LOAD_RESULT.safeParse(message);
  return result.success ? result.data : undefined;
}

function liesInText(loaded: {
  readonly document: z.output<typeof DOCUMENT>;
  readonly split: z.output<typeof SPLIT>;
}): boolean {
  const { length } = loaded.document.text;
  return loaded.split.paragraphs.every(({ start, end, lead, sentences, passages }) =>
    [{ start, end }, ...(lead === null ? [] : [lead]), ...sentences, ...passages].every(
      (span) => span.start < span.end && span.end <= length,
    ),
  );
}
