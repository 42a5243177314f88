import { describe, expect, it } from "vitest";
import { partLoader } from "../../../../src/documents/load-part.js";
import { EML_LOADER } from "../../../../src/documents/mail/eml-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";

const load = (lines: readonly string[], limits = LIMITS) =>
  EML_LOADER.load(Buffer.from(lines.join("\r\n")), "a.eml", limits, { loadPart: partLoader() });

/** A message with parts, each with a blank line between its header and its body. */
const mixed = (subject: string, ...parts: readonly (readonly string[])[]) => [
  "From: ada@example.org",
  `Subject: ${subject}`,
  `Content-Type: multipart/mixed; boundary="${subject}"`,
  "",
  ...parts.flatMap((part) => [`--${subject}`, ...part]),
  `--${subject}--`,
];

const TEXT = ["", "See the plan."];

describe("eml loader", () => {
  it("reads attachments with the loaders of their formats, below a heading each", async () => {
    const document = await load(
      mixed(
        "Plan",
        TEXT,
        [
          "Content-Type: text/markdown",
          "Content-Disposition: attachment; filename*0*=utf-8''D%C3%A4;",
          " filename*1*=cher.md",
          "Content-Transfer-Encoding: base64",
          "",
          Buffer.from("Before.\n\n# Part 1\n\nThe roof.").toString("base64"),
        ],
        ["Content-Type: image/vnd.dwg", "Content-Disposition: attachment; filename=plan.dwg", "", "AC1032"],
      ),
    );
    expectSound(document);
    expect(document.headings.map(({ level, text }) => [level, text])).toEqual([
      [1, "Plan"],
      [2, "Attachment: Dächer.md"],
      [3, "Part 1"],
    ]);
    expect(document.text).toContain("Before.\n\nPart 1\n\nThe roof.");
    expect(document.notices).toEqual(["attachment plan.dwg: not read"]);
  });

  it("reads messages within messages up to a depth", async () => {
    let message = ["Subject: innermost", "", "The innermost text."];
    for (const subject of ["three", "two", "one", "outermost"]) {
      message = mixed(subject, ["", `Text of ${subject}.`], ["Content-Type: message/rfc822", "", ...message]);
    }
    const { headings, notices } = await load(message);
    expect(
      headings.filter(({ text }) => !text.includes(":")).map(({ level, text }) => [level, text]),
    ).toEqual([
      [1, "outermost"],
      [3, "one"],
      [5, "two"],
      [7, "three"],
    ]);
    expect(notices.join()).toContain("message.eml: not read");
  });

  it("reads the HTML where there is no plain text, or only a hint that there is HTML", async () => {
    const html = [
      "Content-Type: text/html; charset=utf-8",
      "",
      "<h1>Opening hours</h1><p>On Sundays the library opens at nine, as many of you asked.</p>",
    ];
    for (const stub of [[], [["", "Open this in a browser."]]]) {
      const { text, headings } = await load(
        mixed("News", ...stub, html).map((line) => line.replace("multipart/mixed", "multipart/alternative")),
      );
      expect(text).toContain("On Sundays the library opens at nine");
      expect(text).not.toContain("browser");
      expect(headings.map(({ text }) => text)).toEqual(["News", "Opening hours"]);
    }
  });

  it("joins the lines of flowed text and keeps a signature in one piece", async () => {
    const { blocks, text } = await load([
      "Subject: Flow",
      "Content-Type: text/plain; format=flowed; delsp=yes",
      "",
      "The gate is open from  ",
      "nine.",
      "",
      "> > Really?",
      "",
      "-- ",
      "Ada Lovelace",
      "Gatekeeper",
    ]);
    expect(blocks.map(({ start, end }) => text.slice(start, end))).toEqual([
      "Flow",
      "The gate is open from nine.",
      ">> Really?",
      "Ada Lovelace\nGatekeeper",
    ]);
  });

  it("reads the quotation marks and the euro sign of Windows-1252", async () => {
    const { title, text } = await load([
      "Subject: =?windows-1252?Q?=84Hallo=93_5_=80?=",
      "Content-Type: text/plain; charset=iso-8859-1",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "=84Hallo=93 kostet 5 =80 =96 ja.",
    ]);
    expect(title).toBe("„Hallo“ 5 €");
    expect(text).toContain("„Hallo“ kostet 5 € – ja.");
  });

  it("reads bytes beyond ASCII where no encoding is named", async () => {
    const loadLatin1 = (lines: readonly string[]) =>
      EML_LOADER.load(Buffer.from(lines.join("\n"), "latin1"), "a.eml", LIMITS);
    expect((await loadLatin1(["Subject: Grüße", "", "Öl aus Köln"])).text).toBe("Grüße\n\nÖl aus Köln");
    const declared = ["Subject: Grüße", "Content-Type: text/plain; charset=koi8-r", "", "\xf0\xf2\xe9"];
    expect((await loadLatin1(declared)).text).toBe("Grüße\n\nПРИ");
  });

  it("counts pictures in the body instead of naming them", async () => {
    const picture = [
      "Content-Type: image/png; name=logo.png",
      "Content-ID: <a@b>",
      "Content-Disposition: inline",
      "",
      "x",
    ];
    const { notices } = await load(mixed("Logo", TEXT, picture, picture));
    expect(notices).toEqual(["not read: 2 pictures within the message"]);
  });

  it("reads the calendar of an invitation once, and passes signatures", async () => {
    const calendar = (...header: readonly string[]) => [
      ...header,
      "",
      ...["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:Visit", "END:VEVENT", "END:VCALENDAR"],
    ];
    const { headings, notices } = await load(
      mixed(
        "Invitation",
        TEXT,
        calendar("Content-Type: text/calendar; method=REQUEST"),
        calendar("Content-Type: application/ics; name=invite.ics", "Content-Disposition: attachment"),
        ["Content-Type: application/pkcs7-signature; name=smime.p7s", "", "x"],
      ),
    );
    expect(headings.map(({ text }) => text)).toEqual([
      "Invitation",
      "Attachment: text-calendar.ics",
      "Visit",
    ]);
    expect(notices).toEqual([]);
  });

  it("keeps the message if an attachment is damaged or too long", async () => {
    const csv = (text: string) => [
      "Content-Type: text/csv",
      "Content-Disposition: attachment; filename=big.csv",
      "",
      text,
    ];
    const { text, notices } = await load(mixed("Long", TEXT, csv("x".repeat(500))), {
      ...LIMITS,
      characters: 100,
    });
    expect(text).toContain("See the plan.");
    expect(notices).toEqual(["attachment big.csv: not read"]);
  });

  it("survives a message of many parts and addresses", async () => {
    const parts = Array.from({ length: 2000 }, () => ["Content-Type: x/y", "", ""]);
    await expect(load(mixed("Many", ...parts))).resolves.toMatchObject({ title: "Many" });
    const to = Array.from({ length: 5000 }, (_, i) => `a${i}@example.org`).join(",\r\n ");
    expect((await load([`To: ${to}`, "", "x"])).text).toContain("a4999@example.org");
  });
});
