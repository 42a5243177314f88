import { describe, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type { ExplainedSearchResult, SearchResult } from "../../../../src/app/search-result.js";
import type { Answer, Citation } from "../../../../src/core/answer.js";
import type { StoredDocument } from "../../../../src/core/document.js";
import type { ScoredPassage } from "../../../../src/core/passage.js";
import type { IngestReport } from "../../../../src/ingest/ingest.js";
import type { Readiness } from "../../../../src/server/health/readiness.js";
import type { FootnoteField, wholeCompletion } from "../../../../src/server/openai/completion.js";
import type { ANSWER, CITATION, PASSAGE } from "../../../../src/server/openapi/schemas/answer.js";
import type {
  ADD_RESULT,
  DOCUMENTS_LIST,
  INGEST_REPORT,
  STORED_DOCUMENT,
  SYNC_STATE,
} from "../../../../src/server/openapi/schemas/documents.js";
import type { COMPLETION } from "../../../../src/server/openapi/schemas/openai.js";
import type {
  EXPLAINED_SEARCH_RESULT,
  SEARCH_RESULT,
} from "../../../../src/server/openapi/schemas/search.js";
import type { ME, READY } from "../../../../src/server/openapi/schemas/service.js";
import type { DocumentsList, SyncState } from "../../../../src/server/routes/documents.js";
import type { Me } from "../../../../src/server/routes/me.js";
import type { AddResult } from "../../../../src/server/uploads/add-documents.js";

/** The paths of all members of a type, such as `citations.marker`; those of lists without their indices. */
type Paths<T> = T extends readonly (infer Item)[]
  ? Paths<Item>
  : T extends object
    ? { [Key in keyof T & string]-?: Key | `${Key}.${Paths<NonNullable<T[Key]>>}` }[keyof T & string]
    : never;

/** What a type has that its schema lacks; the schema's own `satisfies` checks the rest. */
type Undescribed<T, Schema extends z.ZodType> = Exclude<Paths<T>, Paths<z.output<Schema>>>;

describe("the schemas of answers", () => {
  // The compiler checks it: `npm run check:types`.
  it("describe every member of the types that are sent", () => {
    expectTypeOf<Undescribed<Answer, typeof ANSWER>>().toBeNever();
    expectTypeOf<Undescribed<Citation, typeof CITATION>>().toBeNever();
    expectTypeOf<Undescribed<ScoredPassage, typeof PASSAGE>>().toBeNever();
    expectTypeOf<Undescribed<SearchResult, typeof SEARCH_RESULT>>().toBeNever();
    expectTypeOf<Undescribed<ExplainedSearchResult, typeof EXPLAINED_SEARCH_RESULT>>().toBeNever();
    expectTypeOf<Undescribed<StoredDocument, typeof STORED_DOCUMENT>>().toBeNever();
    expectTypeOf<Undescribed<DocumentsList, typeof DOCUMENTS_LIST>>().toBeNever();
    expectTypeOf<Undescribed<SyncState, typeof SYNC_STATE>>().toBeNever();
    expectTypeOf<Undescribed<AddResult, typeof ADD_RESULT>>().toBeNever();
    expectTypeOf<Undescribed<IngestReport, typeof INGEST_REPORT>>().toBeNever();
    expectTypeOf<Undescribed<ReturnType<typeof wholeCompletion>, typeof COMPLETION>>().toBeNever();
    expectTypeOf<Undescribed<{ footnote: FootnoteField }, typeof COMPLETION>>().toBeNever();
    expectTypeOf<Undescribed<Me, typeof ME>>().toBeNever();
    expectTypeOf<Undescribed<Pick<Readiness, "checks">, typeof READY>>().toBeNever();
  });

  it("would be found out if they lacked one", () => {
    expectTypeOf<Undescribed<Answer & { more?: { than: 1 } }, typeof ANSWER>>().toEqualTypeOf<
      "more" | "more.than"
    >();
  });
});
