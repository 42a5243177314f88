import { describe, expect, it } from "vitest";
import { fontStyle } from "../../../../src/documents/pdf/fonts.js";

describe("fontStyle", () => {
  it.each([
    ["ABCDEF+LiberationSerif-Bold", { bold: true, mono: false }],
    ["CMBX12", { bold: true, mono: false }],
    ["ArialMT", { bold: false, mono: false }],
    ["QWERTZ+CourierNewPSMT", { bold: false, mono: true }],
  ])("reads %s", (name, expected) => {
    expect(fontStyle(name)).toEqual(expected);
  });
});
