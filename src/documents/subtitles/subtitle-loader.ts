import { FootnoteError } from "../../core/errors.js";
import type { Loader } from "../../core/ports/loader.js";
import { decodeText } from "../encoding/decode-text.js";
import { languageCode, titleFromPath } from "../metadata.js";
import { type Line, TextBuilder } from "../text-builder.js";

/** Subtitles in SubRip (SRT) and WebVTT: what is said, in paragraphs, every line at its time. */
export const SUBTITLE_LOADER: Loader = {
  format: "subtitles",
  extensions: [".srt", ".vtt"],
  async load(bytes, path, limits) {
    const text = decodeText(bytes, path);
    const cues = readCues(text);
    if (cues.length === 0 && text.trim() !== "" && !text.startsWith("WEBVTT")) {
      throw new FootnoteError(
        "unreadable_document",
        `${path} holds no subtitles: there is no line with times`,
      );
    }
    const builder = new TextBuilder(path, limits.characters);
    for (const lines of cueParagraphs(cues)) {
      builder.addLines("paragraph", lines);
    }
    const language = languageCode(/^WEBVTT[^\n]*\n(?:.+\n)*?Language:(.*)/u.exec(text)?.[1]);
    return { title: titleFromPath(path), ...builder.build(), pages: null, language };
  },
};

/** A pause after a sentence that begins a new paragraph, in seconds. */
const PAUSE = 3;

/** A pause that begins a new paragraph even within a sentence, in seconds: the full stop may be missing. */
const LONG_PAUSE = 10;

/** A paragraph that has reached this many characters ends with the sentence. */
const LONG = 400;

/** The longest paragraph, in characters, for speech without punctuation. */
const LONGEST = 1200;

/**
 * Joins cues into paragraphs that can be read: one line for each cue, marked with its time, and a sentence goes
 * on over the lines. A speaker is named at the start of each turn, which is a paragraph of its own.
 */
function* cueParagraphs(cues: readonly Cue[]): Generator<Line[]> {
  let lines: Line[] = [];
  let length = 0;
  let before: Cue | undefined;
  for (const cue of cues) {
    const turn = cue.speaker !== null && cue.speaker !== before?.speaker;
    if (before !== undefined && (cue.speaker !== before.speaker || endsParagraph(before, cue, length))) {
      yield lines;
      lines = [];
      length = 0;
    }
    const text = turn ? `${cue.speaker}: ${cue.text}` : cue.text;
    lines.push({ text, mark: { kind: "time", value: cue.start } });
    length += text.length + 1;
    before = cue;
  }
  if (lines.length > 0) {
    yield lines;
  }
}

function endsParagraph(before: Cue, cue: Cue, length: number): boolean {
  const pause = cue.start - before.end;
  if (length >= LONGEST || pause >= LONG_PAUSE) {
    return true;
  }
  const sentenceEnds = /[.!?…]["'”“»)\]]*$/u.test(before.text);
  return sentenceEnds && (length >= LONG || pause >= PAUSE);
}

/** A text that is shown from `start` to `end`. */
export interface Cue {
  /** Seconds since the start of the recording. */
  readonly start: number;
  /** Seconds since the start of the recording. */
  readonly end: number;
  /** Who speaks, where the file says so; null if it doesn't. */
  readonly speaker: string | null;
  /** Without markup. */
  readonly text: string;
}

const TIME = /(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?/u;
const TIMES = new RegExp(`^\\s*${TIME.source}\\s*-->\\s*${TIME.source}`, "u");

/**
 * The cues of an SRT or WebVTT file by ascending start. What doesn't belong to a cue is left out: numbers, names
 * of cues, `NOTE`, `STYLE` and `REGION` blocks.
 */
export function readCues(source: string): Cue[] {
  const cues: Cue[] = [];
  const lines = source.split(/\r\n|[\n\r]/u);
  for (let i = 0; i < lines.length; i++) {
    const times = TIMES.exec(lines[i] ?? "");
    if (times === null) {
      continue;
    }
    const shown: string[] = [];
    while (i + 1 < lines.length && isShown(lines[i + 1] ?? "", lines[i + 2] ?? "")) {
      shown.push(lines[++i] ?? "");
    }
    cues.push(...voices(shown.join("\n"), seconds(times.slice(1, 5)), seconds(times.slice(5, 9))));
  }
  return cues.sort((a, b) => a.start - b.start);
}

/** A cue ends at a blank line or, where that is missing, at the next cue, whose number may stand before it. */
function isShown(line: string, next: string): boolean {
  return line.trim() !== "" && !TIMES.test(line) && !(/^\s*\d+\s*$/u.test(line) && TIMES.test(next));
}

function seconds([hours = "0", minutes = "0", whole = "0", fraction = ""]: (string | undefined)[]): number {
  const total = (Number(hours) * 60 + Number(minutes)) * 60 + Number(whole);
  return (total * 1000 + Number(fraction.padEnd(3, "0"))) / 1000;
}

/** One cue for each voice in it (`<v Anna>Hello</v>`), in order, without those that say nothing. */
function voices(shown: string, start: number, end: number): Cue[] {
  const parts = shown.split(/<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>/u);
  const cues: Cue[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const text = plain(parts[i] ?? "");
    const speaker = i === 0 ? null : plain(parts[i - 1] ?? "");
    if (text !== "") {
      cues.push({ start, end, speaker, text });
    }
  }
  return cues;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  lrm: "",
  rlm: "",
};

/** The text on one line without tags (`<i>`, `<00:01.000>`, `{\an8}`), its entities decoded. */
function plain(markup: string): string {
  return markup
    .replace(/<\/?[a-z\d][^<>\n]*>|\{\\[^{}\n]*\}/giu, "")
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/giu, decodeEntity)
    .replace(/\s+/gu, " ")
    .trim();
}

function decodeEntity(entity: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) {
    return ENTITIES[name] ?? entity;
  }
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}
