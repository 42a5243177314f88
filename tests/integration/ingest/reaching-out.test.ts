import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeZip } from "../../support/documents/make-zip.js";
import { docx, paragraph } from "../../support/documents/office-samples.js";
import { rawPdf } from "../../support/documents/raw-pdf.js";
import { openTemporaryFootnote, type TemporaryFootnote } from "../../support/open-temporary-footnote.js";

/** Stands in a file outside the documents, and must not get into any of them. */
const SECRET = "Zwetschgendatschi";

/** Stands in every document, so that it is known to be read. */
const READ = "The lighthouse is open on Mondays.";

/**
 * Documents of which a careless reader would open other addresses and files.
 * @param url of a server that nobody may ask
 * @param secret the path of a file that nobody may read
 */
function documentsThatReachOut(url: string, secret: string): Record<string, string | Uint8Array> {
  const external = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
    <Relationship Id="rId1" TargetMode="External" Target="${url}/template.dotm"
      Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>
    <Relationship Id="rId2" TargetMode="External" Target="file://${secret}"
      Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"/></Relationships>`;
  const odf = ["office", "text", "draw"].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  );
  return {
    "page.html": `<html><head><base href="${url}/"><link rel="stylesheet" href="a.css"><style>@import url(${url}/b.css);</style>
      <script src="c.js"></script><meta http-equiv="refresh" content="0;url=${url}/d"></head><body><p>${READ}</p>
      <img src="e.png" srcset="f.png 2x"><iframe src="${url}/g"></iframe><iframe src="file://${secret}"></iframe>
      <object data="h"></object><video poster="i" src="j"></video></body></html>`,
    "notes.md": `# Notes\n\n${READ}\n\n![a](${url}/a.png) [b](${url}/b) <img src="${url}/c.png">\n\n![c](file://${secret})\n`,
    "guide.adoc": `= Guide\n\n${READ}\n\ninclude::${secret}[]\n\ninclude::${url}/a.adoc[]\n\nimage::${url}/b.svg[opts=inline]\n`,
    "guide.rst": `Guide\n=====\n\n${READ}\n\n.. include:: ${secret}\n\n.. literalinclude:: ${secret}\n\n.. raw:: html\n   :url: ${url}/a\n\n.. raw:: html\n   :file: ${secret}\n\n.. csv-table:: T\n   :url: ${url}/b\n\n.. csv-table:: U\n   :file: ${secret}\n\n.. image:: ${url}/c.png\n`,
    "plan.org": `* Plan\n${READ}\n#+INCLUDE: "${secret}"\n#+SETUPFILE: ${url}/a.org\n[[${url}/b.png]]\n`,
    "list.xml": `<?xml version="1.0"?><?xml-stylesheet href="${url}/a.xsl"?><!DOCTYPE l SYSTEM "${url}/l.dtd" [<!ENTITY s SYSTEM "file://${secret}">
      <!ENTITY u SYSTEM "${url}/b"><!ENTITY % p SYSTEM "${url}/c">%p;]><l xmlns:xi="http://www.w3.org/2001/XInclude">
      <n>${READ}</n><n>&s;&u;</n><xi:include href="file://${secret}" parse="text"/></l>`,
    "letter.eml": `From: a@example.com\nSubject: Letter\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>${READ}</p><img src="${url}/a.png">\n--x\nContent-Type: message/external-body; access-type=URL; URL="${url}/b"\n\nContent-Type: text/plain\n\n--x\nContent-Type: message/external-body; access-type=local-file; name="${secret}"\n\nContent-Type: text/plain\n\n--x--\n`,
    "dates.ics": `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART:20260101T100000Z\r\nSUMMARY:Visit\r\nDESCRIPTION:${READ}\r\nATTACH:${url}/a\r\nATTACH:file://${secret}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
    "letter.rtf": `{\\rtf1 ${READ}\\par {\\field{\\*\\fldinst INCLUDEPICTURE "${url}/a.png"}{\\fldrslt x}}{\\field{\\*\\fldinst INCLUDETEXT "${secret}"}{\\fldrslt y}}{\\*\\template ${url}/b.dot}}`,
    "letter.docx": docx(
      `${paragraph(READ)}<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId2"/>`,
      {
        name: "word/_rels/document.xml.rels",
        content: external,
      },
    ),
    "letter.odt": makeZip([
      { name: "mimetype", content: "application/vnd.oasis.opendocument.text" },
      {
        name: "content.xml",
        content: `<office:document-content ${odf.join(" ")} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>
          <text:p>${READ}</text:p><text:section text:name="s"><text:section-source xlink:href="file://${secret}"/></text:section>
          <draw:frame><draw:image xlink:href="${url}/a.png"/></draw:frame></office:text></office:body></office:document-content>`,
      },
    ]),
    "letter.pdf": rawPdf(
      [{ content: `BT /F1 12 Tf 72 700 Td (${READ}) Tj ET`, entries: "/Annots [10 0 R 11 0 R]" }],
      {
        objects: [
          `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (${url}/a) >> >>`,
          `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoToR /F (${secret}) /D [0 /Fit] >> >>`,
        ],
        catalogue: `/OpenAction << /S /SubmitForm /F << /FS /URL /F (${url}/b) >> >>`,
      },
    ),
  };
}

describe("documents that name other files and addresses", () => {
  const asked: string[] = [];
  let server: Server;
  let parent: string;
  let footnote: TemporaryFootnote;

  beforeAll(async () => {
    server = createServer(({ url = "" }, response) => {
      asked.push(url);
      response.end(SECRET);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    parent = await mkdtemp(join(tmpdir(), "footnote-reaching-out-"));
    const [folder, secret] = [join(parent, "documents"), join(parent, "secret.txt")];
    await mkdir(folder);
    await writeFile(secret, SECRET);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const [name, content] of Object.entries(documentsThatReachOut(url, secret))) {
      await writeFile(join(folder, name), content);
    }
    footnote = await openTemporaryFootnote(folder);
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(parent, { recursive: true });
  });

  it("have neither opened", async () => {
    expect(footnote.report.failed).toEqual([]);
    const documents = await footnote.store.documents();
    expect(documents).toHaveLength(Object.keys(documentsThatReachOut("", "")).length);
    for (const { id, path } of documents) {
      const text = (await footnote.store.document(id))?.text ?? "";
      expect(text, path).toContain("lighthouse");
      expect(text, path).not.toContain(SECRET);
    }
    // Its processes are gone then, and with them what they would still have asked for.
    await footnote.close();
    expect(asked).toEqual([]);
  });
});
