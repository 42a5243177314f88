import { describe, expect, it } from "vitest";
import { partLoader } from "../../../../src/documents/load-part.js";
import { MSG_LOADER } from "../../../../src/documents/mail/msg-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";
import { type MsgContent, writeMsg } from "../../../support/documents/write-msg.js";

const load = (content: MsgContent) =>
  MSG_LOADER.load(writeMsg(content), "a.msg", LIMITS, { loadPart: partLoader() });

const NOTE = { "001A001F": "IPM.Note", "0037001F": "Plan" };

describe("msg loader", () => {
  it("reads attachments and messages within the message", async () => {
    const document = await load({
      properties: { ...NOTE, "1000001F": "See below." },
      attachments: [
        { "3707001F": "fees.csv", "37010102": Buffer.from("Name,Fee\nAda,12\n") },
        { properties: { ...NOTE, "0037001F": "Inner note", "1000001F": "The inner text." } },
        { "3707001F": "plan.dwg", "37010102": Buffer.from("AC1032") },
        { "3707001F": "elsewhere.docx" },
      ],
    });
    expectSound(document);
    expect(document.headings.map(({ level, text }) => `${level} ${text}`)).toEqual([
      "1 Plan",
      "2 Attachment: fees.csv",
      "2 Attachment: Inner note.msg",
      "3 Inner note",
    ]);
    expect(document.text).toContain("Name: Ada | Fee: 12");
    expect(document.text).toContain("The inner text.");
    expect(document.notices).toEqual([
      "attachment plan.dwg: not read",
      "attachment elsewhere.docx: not read",
    ]);
  });

  it("reads a body in HTML in its code page", async () => {
    const html = Buffer.from("<p>\xcf\xf0\xe8\xe2\xe5\xf2</p>", "latin1");
    const { text } = await load({ properties: { ...NOTE, "10130102": html, "3FDE0003": 1251 } });
    expect(text).toContain("Привет");
  });

  it("reads a body in RTF where there is no other", async () => {
    const rtf = Buffer.from(String.raw`{\rtf1\ansi The {\b gate} squeaks.\par}`);
    const header = Buffer.alloc(16);
    header.writeUInt32LE(rtf.length + 12, 0);
    header.writeUInt32LE(rtf.length, 4);
    header.write("MELA", 8);
    const { text } = await load({ properties: { ...NOTE, "10090102": Buffer.concat([header, rtf]) } });
    expect(text).toBe("Plan\n\nThe gate squeaks.");
  });

  it("leaves out RTF that claims to be longer than it is", async () => {
    const header = Buffer.alloc(17);
    header.writeUInt32LE(0x7fff_ffff, 0);
    header.write("LZFu", 8);
    expect((await load({ properties: { ...NOTE, "10090102": header } })).text).toBe("Plan");
  });

  it("reads strings that aren't Unicode in the encoding that the message names", async () => {
    const ansi = (text: string) => Buffer.from(text, "latin1");
    const { title } = await load({
      properties: { "001A001E": ansi("IPM.Note"), "0037001E": ansi("\xcf\xf0\xe8"), "3FDE0003": 1251 },
    });
    expect(title).toBe("При");
  });

  it("refuses another compound file", async () => {
    await expect(load({ properties: { "1000001F": "x" } })).rejects.toThrow(
      /a\.msg isn't an Outlook message/u,
    );
  });

  it("survives changed bytes", async () => {
    const whole = writeMsg({ properties: { ...NOTE, "1000001F": "x".repeat(5000) } });
    for (let at = 0; at < whole.length; at += 97) {
      const bytes = Uint8Array.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      const outcome = await MSG_LOADER.load(bytes, "a.msg", LIMITS).catch((error: unknown) => error);
      if (outcome instanceof Error) {
        expect(outcome).toMatchObject({ code: "unreadable_document" });
      }
    }
  });
});
