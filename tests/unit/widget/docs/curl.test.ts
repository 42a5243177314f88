import { describe, expect, it } from "vitest";
import { curlOf } from "../../../../src/widget/docs/curl.js";
import type { DescribedOperation } from "../../../../src/widget/transport/description-client.js";

const operation: DescribedOperation = {
  id: "chat",
  method: "POST",
  path: "/api/chat",
  tag: "Answers",
  summary: "",
  description: "",
  security: [],
  parameters: [],
  body: [{ mediaType: "application/json", schema: {}, events: {}, example: { a: "it's" } }],
  answers: [],
};
const PAGE = "https://example.com/notes/docs";

describe("an example for a shell", () => {
  it("sends the body, quoted", () => {
    expect(curlOf({ server: "/" }, operation, PAGE)).toBe(
      "curl 'https://example.com/api/chat' \\\n  -H 'Content-Type: application/json' \\\n  -d '{\"a\":\"it'\\''s\"}'",
    );
  });

  it("goes to where the server is, with the key that is wanted", () => {
    const remove = { ...operation, method: "DELETE", path: "/api/documents/{id}", body: [] };
    const security = [["adminKey"], ["adminKeyHeader"]];
    expect(curlOf({ server: "/notes" }, { ...remove, security }, PAGE)).toBe(
      "curl -X DELETE 'https://example.com/notes/api/documents/ID' \\\n  -H \"Authorization: Bearer $ADMIN_KEY\"",
    );
    expect(curlOf({ server: "https://b.test" }, { ...remove, security: [[], ...security] }, PAGE)).toBe(
      "curl -X DELETE 'https://b.test/api/documents/ID'",
    );
  });
});
