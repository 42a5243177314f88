import { describe } from "vitest";
import { RTF_LOADER } from "../../src/documents/rtf/rtf-loader.js";
import { testLoader } from "./loader.js";

const BINARY = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xfe, 0xc0]);

describe("rtf loader", () => {
  testLoader(
    RTF_LOADER,
    {
      file: "schriften/ofen.rtf",
      bytes: Uint8Array.from(
        Buffer.from(
          String.raw`{\rtf1\ansi\ansicpg1252\deff0\deflang1033{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fcharset2 Symbol;}}
{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 \'dcberschrift 1;}{\*\cs10 Strong;}}
{\info{\title \u214?fen und Herde}{\author Anna}}{\header Kopfzeile\par}
\pard\plain\s1\lang1031 Der \'d6fen \'84Gl\'fcck\'93\par
\pard\plain\lang1031 Er wiegt 300~kg{\super 2}.{\super\chftn{\footnote\pard Ohne Steine.}} Siehe {\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt dort}}.\par
\pard{\listtext\f1 \'b7\tab}\ls1 Eins\par
\pard{\listtext 2.\tab}\ilvl1\ls1 Zwei\par
\trowd\cellx100\cellx200\pard\intbl Name\cell Preis\cell\row
\trowd\cellx100\cellx200\pard\intbl Ofen\cell 1.200 \u8364?\cell\row
\pard {\v verborgen}{\pict\pngblip 89504e47}Ende.\par
}`.replaceAll("~", "\\~"),
          "latin1",
        ),
      ),
      title: "Öfen und Herde",
      language: "de",
      contains: [
        "Der Öfen „Glück“",
        "Er wiegt 300 kg². Siehe dort.",
        "Ohne Steine.",
        "- Eins\n  2. Zwei",
        "Name: Ofen | Preis: 1.200 €",
        "Ende.",
      ],
      lacks: ["Anna", "Times", "HYPERLINK", "verborgen", "8950", "Kopfzeile", "Strong", "\\", "{"],
      headings: ["Der Öfen „Glück“"],
      under: { "Ohne Steine": ["Der Öfen „Glück“"] },
      emptyFile: "unreadable",
    },
    BINARY,
  );
});
