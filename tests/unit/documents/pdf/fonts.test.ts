import { describe, expect, it } from "vitest";
import { fontStyle } from "../../../../src/documents/pdf/fonts.js";

describe("fontStyle", () => {
  it.each([
    ["ABCDEF+LiberationSerif-Bold", { bold: true, mono: false, pictures: false }],
    ["CMBX12", { bold: true, mono: false, pictures: false }],
    ["ArialMT", { bold: false, mono: false, pictures: false }],
    ["ABCDEF+Wingdings-Regular", { bold: false, mono: false, pictures: true }],
    ["QWERTZ+CourierNewPSMT", { bold: false, mono: true, pictures: false }],
  ])("reads %s", (name, expected) => {
    expect(fontStyle(name)).toEqual(expected);
  });
});
