import { describe } from "vitest";
import { EML_LOADER } from "../../src/documents/mail/eml-loader.js";
import { MBOX_LOADER } from "../../src/documents/mail/mbox-loader.js";
import { MSG_LOADER } from "../../src/documents/mail/msg-loader.js";
import { writeMsg } from "../support/documents/write-msg.js";
import { testLoader } from "./loader.js";

const BINARY = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xfe, 0xc0]);

const mail = (...lines: string[]) => new TextEncoder().encode(lines.join("\r\n"));

describe("eml loader", () => {
  testLoader(
    EML_LOADER,
    {
      file: "post/angebot.eml",
      bytes: mail(
        "Received: from mx.example.org by mail.example.org; Fri, 27 Nov 2026 14:05:13 +0100",
        "From: =?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg@example.org>",
        "To: Ada <ada@example.org>, team@example.org",
        "Subject: =?iso-8859-1?Q?Angebot_f=FCr?=",
        " =?iso-8859-1?Q?_das_Dach?=",
        "Date: Fri, 27 Nov 2026 14:05:12 +0100",
        "Content-Language: de-CH",
        "Content-Type: multipart/alternative; boundary=b",
        "",
        "--b",
        "Content-Type: text/plain; charset=iso-8859-15",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "Das Angebot =FCber 12.500 =A4 liegt b=",
        "ei.",
        "",
        "> Kommt es bis",
        "> Freitag?",
        "--b",
        "Content-Type: text/html",
        "",
        "<p>Das Angebot in <b>HTML</b></p>",
        "--b--",
      ),
      title: "Angebot für das Dach",
      language: "de",
      contains: [
        "From: Jörg Müller (joerg@example.org)\nTo: Ada (ada@example.org), team@example.org\nDate: Fri, 27 Nov 2026",
        "Das Angebot über 12.500 € liegt bei.",
        "> Kommt es bis\nFreitag?",
      ],
      lacks: ["Received", "HTML", "=?", "--b"],
      headings: ["Angebot für das Dach"],
      under: { "12.500": ["Angebot für das Dach"] },
    },
    BINARY,
  );
});

describe("mbox loader", () => {
  testLoader(
    MBOX_LOADER,
    {
      file: "post/archive.mbox",
      bytes: mail(
        "From ada@example.org Fri Nov 27 14:05:12 2026",
        "From: ada@example.org",
        "Subject: The gate",
        "",
        "It squeaks.",
        ">From Monday on it will be oiled.",
        "",
        "From bob@example.org Sat Nov 28 08:00:00 2026",
        "From: bob@example.org",
        "",
        "Thank you.",
      ),
      title: "Archive",
      contains: [
        "The gate",
        "It squeaks.",
        "From Monday on",
        "(no subject)",
        "From: bob@example.org",
        "Thank you.",
      ],
      lacks: ["2026"],
      headings: ["The gate", "(no subject)"],
      under: { "It squeaks": ["The gate"], "Thank you": ["(no subject)"] },
    },
    BINARY,
  );
});

describe("msg loader", () => {
  testLoader(
    MSG_LOADER,
    {
      file: "post/angebot.msg",
      bytes: Uint8Array.from(
        writeMsg({
          properties: {
            "001A001F": "IPM.Note",
            "0037001F": "Angebot für das Dach",
            "0C1A001F": "Jörg Müller",
            "5D01001F": "joerg@example.org",
            "00390040": Date.UTC(2026, 10, 27, 13, 5, 12),
            "1000001F": "Das Angebot über 12.500 € liegt bei.\r\n\r\n> Kommt es bis\r\n> Freitag?\r\n",
            "3FF10003": 0x0407,
          },
          recipients: [
            { "3001001F": "Ada", "39FE001F": "ada@example.org", "0C150003": 1 },
            { "3001001F": "Bob", "3003001F": "/o=First/cn=bob", "0C150003": 2 },
          ],
        }),
      ),
      title: "Angebot für das Dach",
      language: "de",
      contains: [
        "From: Jörg Müller (joerg@example.org)\nTo: Ada (ada@example.org)\nCc: Bob\nDate: Fri, 27 Nov 2026 13:05:12 GMT",
        "Das Angebot über 12.500 € liegt bei.",
        "> Kommt es bis\nFreitag?",
      ],
      lacks: ["/o=", "IPM"],
      headings: ["Angebot für das Dach"],
      emptyFile: "unreadable",
    },
    BINARY,
  );
});
