import { expect, it } from "vitest";
import { openReranking } from "../../../src/app/open-reranking.js";
import { FootnoteError } from "../../../src/core/errors.js";
import { TINY_CROSS_ENCODER } from "../../support/models/test-models.js";

it("no model is no reranking", async () => {
  expect(await openReranking(undefined, () => undefined)).toBeUndefined();
});

it("a model is loaded, and only its first failure is told", async () => {
  const notices: string[] = [];
  const reranking = await openReranking(
    {
      model: TINY_CROSS_ENCODER,
      quantisation: "q8",
      candidates: 7,
      cacheDir: "unused",
      hubUrl: "https://hub.invalid/",
      hubTimeoutMs: 1000,
    },
    (notice) => notices.push(notice),
  );
  expect(reranking).toMatchObject({ candidates: 7, reranker: { model: "tiny-cross-encoder" } });
  await reranking?.reranker.close();
  for (const message of ["The worker crashed.", "The worker has ended."]) {
    reranking?.onFailure(new FootnoteError("reranking_failed", message));
  }
  expect(notices).toEqual([expect.stringContaining("The worker crashed.")]);
});
