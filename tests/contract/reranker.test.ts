import { createTransformersReranker } from "../../src/reranking/transformers-reranker.js";
import { TINY_CROSS_ENCODER } from "../support/models/test-models.js";
import { describeReranker } from "./reranker.js";

describeReranker("transformers", () =>
  createTransformersReranker({ model: TINY_CROSS_ENCODER, cacheDir: "unused", hubTimeoutMs: 1000 }),
);
