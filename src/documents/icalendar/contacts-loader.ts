import type { Loader } from "../../core/ports/loader.js";
import { oneLine } from "../cell-text.js";
import { decodeText } from "../encoding/decode-text.js";
import { titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { unreadable } from "../unreadable.js";
import { type ContentLine, contentLines, partsOf, textOf } from "./content-lines.js";

/** Contacts (vCard 2.1, 3 and 4, RFC 6350): a section for each. */
export const CONTACTS_LOADER: Loader = {
  format: "contacts",
  extensions: [".vcf", ".vcard"],
  async load(bytes, path, limits) {
    const text = decodeText(bytes, path);
    const builder = new TextBuilder(path, limits.characters);
    const cards = cardsOf(contentLines(text));
    if (text.trim() !== "" && cards.length === 0) {
      throw unreadable(path, "isn't an address book, or is damaged; export it again from the address book");
    }
    for (const card of cards) {
      addCard(builder, card);
    }
    const [only] = cards.length === 1 ? cards : [];
    const title = (only === undefined ? "" : nameOf(only)) || titleFromPath(path);
    return { title, ...builder.build(), pages: null, language: null };
  },
};

type Card = readonly ContentLine[];

function cardsOf(lines: readonly ContentLine[]): Card[] {
  const cards: ContentLine[][] = [];
  for (const line of lines) {
    if (line.name === "BEGIN" && /^VCARD$/iu.test(line.value.trim())) {
      cards.push([]);
    } else {
      cards.at(-1)?.push(line);
    }
  }
  return cards;
}

/** What is read of a card, in the order in which it is shown. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ["ORG", "Organization"],
  ["TITLE", "Title"],
  ["ROLE", "Role"],
  ["NICKNAME", "Nickname"],
  ["TEL", "Telephone"],
  ["EMAIL", "E-mail"],
  ["ADR", "Address"],
  ["IMPP", "Messenger"],
  ["URL", "Website"],
  ["BDAY", "Birthday"],
  ["CATEGORIES", "Categories"],
  ["RELATED", "Related"],
]);

/** Types that say nothing to a reader. */
const UNSEEN_TYPE = /^(?:pref|voice|internet|quoted-printable|base64|b|x400|text|x-.*)$/iu;

function addCard(builder: TextBuilder, card: Card): void {
  builder.addHeading(nameOf(card) || "(no name)", 1);
  const ownLabels = new Map(
    card.filter(({ name }) => name === "X-ABLABEL").map((line) => [line.group, textOf(line)]),
  );
  const lines = [...LABELS].flatMap(([name, label]) =>
    card
      .filter((line) => line.name === name)
      .map((line) => ({ text: describe(line, label, ownLabels.get(line.group)) }))
      .filter(({ text }) => text !== ""),
  );
  builder.addLines("list", lines);
  for (const note of card.filter(({ name }) => name === "NOTE")) {
    builder.addBlock("paragraph", textOf(note));
  }
}

function nameOf(card: Card): string {
  const shown = card.find(({ name }) => name === "FN");
  if (shown !== undefined && textOf(shown) !== "") {
    return oneLine(textOf(shown));
  }
  const structured = card.find(({ name }) => name === "N");
  const [family = "", given = "", additional = "", prefix = "", suffix = ""] =
    structured === undefined ? [] : partsOf(structured);
  const name = oneLine([prefix, given, additional, family, suffix].join(" "));
  const organization = card.find((line) => line.name === "ORG");
  return name || (organization === undefined ? "" : shownValue(organization));
}

/** @param ownLabel what Apple's address book keeps in a line beside it */
function describe(line: ContentLine, label: string, ownLabel: string | undefined): string {
  const value = shownValue(line);
  const types = ownLabel === undefined ? typesOf(line) : ownLabel.replace(/^_\$!<(.*)>!\$_$/u, "$1");
  return value === "" ? "" : `${label}${types === "" ? "" : ` (${types})`}: ${value}`;
}

function shownValue(line: ContentLine): string {
  const value = line.name === "ADR" || line.name === "ORG" ? joined(partsOf(line)) : textOf(line);
  return oneLine(line.name === "BDAY" ? dayOf(value) : value.replace(/^(?:tel|mailto|xmpp|skype):/iu, ""));
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(", ");
}

/** `1815-12-10` for `18151210`. */
function dayOf(value: string): string {
  return value.replace(/^(\d{4})(\d\d)(\d\d)(?:T.*)?$/u, "$1-$2-$3");
}

/** `work, cell` */
function typesOf({ parameters }: ContentLine): string {
  return (parameters.get("TYPE") ?? [])
    .flatMap((type) => type.split(","))
    .filter((type) => !UNSEEN_TYPE.test(type))
    .map((type) => type.toLowerCase())
    .join(", ");
}
