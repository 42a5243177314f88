import { describe } from "vitest";
import { CALENDAR_LOADER } from "../../src/documents/icalendar/calendar-loader.js";
import { CONTACTS_LOADER } from "../../src/documents/icalendar/contacts-loader.js";
import { testLoader } from "./loader.js";

const BINARY = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xfe, 0xc0]);

const file = (...lines: string[]) => new TextEncoder().encode(lines.join("\r\n"));

describe("calendar loader", () => {
  testLoader(
    CALENDAR_LOADER,
    {
      file: "termine/bauamt.ics",
      bytes: file(
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "X-WR-CALNAME:Bauamt",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Berlin",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:1@example.org",
        "SUMMARY:Begehung\\, Dach",
        "DTSTART;TZID=Europe/Berlin:20261127T140000",
        "DTEND;TZID=Europe/Berlin:20261127T153000",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;UNTIL=20261231",
        "LOCATION:Rathaus",
        'ORGANIZER;CN="Müller, Jörg":mailto:joerg@example.org',
        "DESCRIPTION:Bitte Helme mitbringen.\\n\\nDer Zugang ist hi",
        " nten.",
        "BEGIN:VALARM",
        "DESCRIPTION:Alarm",
        "END:VALARM",
        "END:VEVENT",
        "BEGIN:VTODO",
        "SUMMARY:Gerüst bestellen",
        "DUE;VALUE=DATE:20261201",
        "END:VTODO",
        "END:VCALENDAR",
      ),
      title: "Bauamt",
      contains: [
        "When: Friday 27 November 2026, 14:00–15:30 (Europe/Berlin)",
        "Repeats: every 2 weeks on Friday until Thursday 31 December 2026",
        "Where: Rathaus\nOrganizer: Müller, Jörg (joerg@example.org)",
        "Bitte Helme mitbringen.",
        "Der Zugang ist hinten.",
        "Due: Tuesday 1 December 2026",
      ],
      lacks: ["1970", "UID", "Alarm", "\\", "VEVENT"],
      headings: ["Bauamt", "Begehung, Dach", "Gerüst bestellen"],
      under: { "Where: Rathaus": ["Bauamt", "Begehung, Dach"], "Due:": ["Bauamt", "Gerüst bestellen"] },
    },
    BINARY,
  );
});

describe("contacts loader", () => {
  testLoader(
    CONTACTS_LOADER,
    {
      file: "kontakte/amt.vcf",
      bytes: file(
        "BEGIN:VCARD",
        "VERSION:2.1",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;Dr.;",
        "ORG:Stadt Zürich;Bauamt",
        "TEL;WORK;VOICE:030 12345",
        "TEL;CELL:0170 99",
        "ADR;WORK;ENCODING=QUOTED-PRINTABLE:;;Gro=C3=9Fe Gasse 1;Z=C3=BC=",
        "rich;;8001;Schweiz",
        "PHOTO;ENCODING=BASE64:AAAA",
        "END:VCARD",
        "BEGIN:VCARD",
        "VERSION:4.0",
        "FN:Ada Lovelace",
        'TEL;VALUE=uri;TYPE="work,voice":tel:+44-1',
        "EMAIL:ada@example.org",
        "BDAY:18151210",
        "NOTE:Writes programs\\, and letters.",
        "END:VCARD",
      ),
      title: "Amt",
      contains: [
        "Dr. Jörg Müller",
        "Organization: Stadt Zürich, Bauamt\nTelephone (work): 030 12345\nTelephone (cell): 0170 99",
        "Address (work): Große Gasse 1, Zürich, 8001, Schweiz",
        "Ada Lovelace",
        "Telephone (work): +44-1\nE-mail: ada@example.org\nBirthday: 1815-12-10",
        "Writes programs, and letters.",
      ],
      lacks: ["AAAA", "VCARD", "=C3", "tel:"],
      headings: ["Dr. Jörg Müller", "Ada Lovelace"],
      under: { "E-mail": ["Ada Lovelace"] },
    },
    BINARY,
  );
});
