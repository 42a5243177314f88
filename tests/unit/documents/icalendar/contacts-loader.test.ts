import { describe, expect, it } from "vitest";
import { CONTACTS_LOADER } from "../../../../src/documents/icalendar/contacts-loader.js";
import { LIMITS } from "../../../contract/loader.js";

const load = (bytes: Uint8Array) => CONTACTS_LOADER.load(bytes, "a.vcf", LIMITS);

const card = (...lines: readonly string[]) =>
  new TextEncoder().encode(["BEGIN:VCARD", ...lines, "END:VCARD"].join("\n"));

describe("contacts loader", () => {
  it("is named by its only contact, or by its organization", async () => {
    expect((await load(card("FN:Ada Lovelace"))).title).toBe("Ada Lovelace");
    expect((await load(card("ORG:Town hall;Building"))).title).toBe("Town hall, Building");
    expect((await load(card("TEL:1"))).text).toBe("(no name)\n\nTelephone: 1");
  });

  it("shows the labels of Apple's address book", async () => {
    const { text } = await load(
      card(
        "FN:Ada",
        "item1.TEL:+1",
        "item1.X-ABLabel:Boat",
        "item2.URL:https://x.example",
        "item2.X-ABLabel:_$!<HomePage>!$_",
      ),
    );
    expect(text).toBe("Ada\n\nTelephone (Boat): +1\nWebsite (HomePage): https://x.example");
  });

  it("keeps the lines of a note, and escaped signs of an address", async () => {
    const { text } = await load(card("FN:Ada", "ADR:;;Hill 1\\, back;Town;;;", "NOTE:One.\\nTwo\\; three."));
    expect(text).toBe("Ada\n\nAddress: Hill 1, back, Town\n\nOne.\nTwo; three.");
  });

  it("decodes quoted-printable in the encoding it names, and leaves it where there is no such encoding", async () => {
    expect((await load(card("FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=F6rg"))).title).toBe("Jörg");
    expect((await load(card("FN;CHARSET=none;ENCODING=QUOTED-PRINTABLE:Ada"))).title).toBe("Ada");
  });
});
