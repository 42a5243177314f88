import { describe, expect, it } from "vitest";
import { XML_LOADER } from "../../../../src/documents/xml/xml-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";

const load = async (text: string) => {
  const document = await XML_LOADER.load(Buffer.from(text), "a.xml", LIMITS);
  expectSound(document);
  return document;
};

describe("XML loader", () => {
  it("reads records as rows that say the path of every value", async () => {
    const { text } = await load(
      `<?xml version="1.0"?><shop xmlns="http://a.org/x" xmlns:p="http://b.org"><name>Berg</name>
        <item id="7"><name>Shelf</name><supplier><company>T</company><city>Oslo</city></supplier>
          <p:price currency="EUR">90</p:price></item>
        <item id="8"><name>Lamp</name><note><![CDATA[5 < 6 & so on]]></note></item></shop>`,
    );
    expect(text).toBe(
      "Name: Berg\n\nItem\n\n" +
        "Name: Shelf | Id: 7 | Supplier company: T | Supplier city: Oslo | Price: 90 EUR\n" +
        "Name: Lamp | Id: 8 | Note: 5 < 6 & so on",
    );
  });

  it("reads one value, and nothing", async () => {
    expect((await load("<note>Nur ein Satz.</note>")).text).toBe("Nur ein Satz.");
    expect((await load("<note/>")).text).toBe("");
  });

  it("expands no entity that the file defines", async () => {
    const { text } = await load('<!DOCTYPE a [<!ENTITY b "geheim">]><a><c>&b; &amp; x</c><d>y</d></a>');
    expect(text).toBe("C: &b; & x\nD: y");
  });

  it("reads a declared encoding", async () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a><ort>Köln</ort></a>', "latin1");
    expect((await XML_LOADER.load(bytes, "a.xml", LIMITS)).text).toBe("Ort: Köln");
  });

  it("refuses what is nested too deep, and what is no XML", async () => {
    await expect(load("<a>".repeat(100_000))).rejects.toThrow(/^a\.xml is nested more than 100 levels/u);
    await expect(load("no markup")).rejects.toThrow(/^a\.xml isn't XML/u);
  });
});
