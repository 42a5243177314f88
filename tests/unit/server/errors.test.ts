import { describe, expect, it } from "vitest";
import { type ErrorCode, FootnoteError } from "../../../src/core/errors.js";
import { errorBody, HttpError, publicError } from "../../../src/server/http/errors.js";

describe("errors over HTTP", () => {
  it.each<[ErrorCode, number]>([
    ["document_not_found", 404],
    ["invalid_request", 422],
    ["unreadable_document", 422],
    ["unsupported_format", 415],
    ["llm_failed", 502],
    ["aborted", 503],
    ["index_busy", 503],
    ["index_damaged", 503],
    ["index_empty", 503],
    ["fingerprint_mismatch", 503],
    ["embedding_failed", 503],
    ["embedding_model_unavailable", 503],
    ["documents_folder_missing", 503],
  ])("give %s the status %i", (code, status) => {
    expect(publicError(new FootnoteError(code, "detail"))).toMatchObject({ code, status });
  });

  it.each<ErrorCode>([
    "documents_folder_missing",
    "embedding_failed",
    "embedding_model_unavailable",
    "index_damaged",
    "invalid_configuration",
    "invalid_prompt",
    "llm_failed",
  ])("keep what %s tells the operator to themselves", (code) => {
    expect(publicError(new FootnoteError(code, "/home/me/secret")).message).not.toContain("secret");
  });

  it.each([new Error("secret"), new TypeError("secret"), "secret", undefined, { code: "index_busy" }])(
    "hide what isn't known: %o",
    (error) => {
      const hidden = publicError(error);
      expect(hidden).toMatchObject({ status: 500, code: "internal_error" });
      expect(hidden.message).not.toContain("secret");
    },
  );

  it("pass on what HTTP itself refuses, with its headers", () => {
    const error = new HttpError(429, "too_many_requests", "Later.", { "retry-after": "1" });
    expect(publicError(error)).toEqual({
      status: 429,
      code: "too_many_requests",
      message: "Later.",
      headers: { "retry-after": "1" },
    });
  });

  it("have a body of three fields", () => {
    expect(errorBody(publicError(new FootnoteError("invalid_request", "No.")), "r1")).toEqual({
      error: { code: "invalid_request", message: "No.", requestId: "r1" },
    });
  });
});
