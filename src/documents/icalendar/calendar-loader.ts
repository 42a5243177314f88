import type { Loader, LoadLimits } from "../../core/ports/loader.js";
import { oneLine } from "../cell-text.js";
import { decodeText } from "../encoding/decode-text.js";
import { addHtml } from "../html/html-blocks.js";
import { titleFromPath } from "../metadata.js";
import { paragraphs } from "../text/text-loader.js";
import { TextBuilder } from "../text-builder.js";
import { unreadable } from "../unreadable.js";
import { describePeriod, describeTime } from "./calendar-times.js";
import { type ContentLine, contentLines, textOf } from "./content-lines.js";
import { describeRecurrence } from "./recurrence.js";

/** Calendars (iCalendar, RFC 5545): a section for each event, task and journal entry. */
export const CALENDAR_LOADER: Loader = {
  format: "calendar",
  extensions: [".ics", ".ical"],
  async load(bytes, path, limits) {
    const text = decodeText(bytes, path);
    const builder = new TextBuilder(path, limits.characters);
    const lines = contentLines(text);
    if (
      text.trim() !== "" &&
      !lines.some(({ name, value }) => name === "BEGIN" && /^VCALENDAR$/iu.test(value))
    ) {
      throw unreadable(path, "isn't a calendar, or is damaged; export it again from the calendar");
    }
    const components = componentsOf(lines);
    const named = lines.find(({ name }) => name === "X-WR-CALNAME" || name === "NAME");
    const calendar = named === undefined ? "" : oneLine(textOf(named));
    builder.addHeading(calendar, 1);
    for (const component of components) {
      addComponent(builder, component, calendar === "" ? 1 : 2, path, limits);
    }
    const [only] = components.length === 1 ? components : [];
    const title = calendar || (only === undefined ? "" : summaryOf(only)) || titleFromPath(path);
    return { title, ...builder.build(), pages: null, language: null };
  },
};

type Component = readonly ContentLine[];

/** What a calendar holds that a reader looks for. */
const READ = new Set(["VEVENT", "VTODO", "VJOURNAL"]);

/** The lines of each event, task and entry without those of the alarms in it. */
function componentsOf(lines: readonly ContentLine[]): Component[] {
  const components: Component[] = [];
  const open: { readonly name: string; readonly lines: ContentLine[] }[] = [];
  for (const line of lines) {
    if (line.name === "BEGIN") {
      open.push({ name: line.value.trim().toUpperCase(), lines: [] });
    } else if (line.name === "END") {
      const ended = open.pop();
      if (ended !== undefined && READ.has(ended.name)) {
        components.push(ended.lines);
      }
    } else {
      open.at(-1)?.lines.push(line);
    }
  }
  return components;
}

function find(component: Component, name: string): ContentLine | undefined {
  return component.find((line) => line.name === name);
}

function lineText(component: Component, name: string): string {
  const line = find(component, name);
  return line === undefined ? "" : oneLine(textOf(line));
}

function summaryOf(component: Component): string {
  return lineText(component, "SUMMARY");
}

function addComponent(
  builder: TextBuilder,
  component: Component,
  level: number,
  path: string,
  limits: LoadLimits,
): void {
  // A blank heading would only end the section of the event before.
  builder.addHeading(summaryOf(component) || "(no title)", level);
  const lines = fieldsOf(component)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => ({ text: `${name}: ${value}` }));
  builder.addLines("list", lines);
  const line = find(component, "DESCRIPTION");
  const description = line === undefined ? "" : textOf(line);
  if (/<(?:br|p|a|b|ul|ol|html|span|div)\b[^<>]*>/iu.test(description)) {
    addHtml(builder, description.replace(/\n/gu, "<br>"), { path, limits, baseLevel: level });
    return;
  }
  for (const { start, end } of paragraphs(description)) {
    builder.addBlock("paragraph", description.slice(start, end));
  }
}

function fieldsOf(component: Component): [name: string, value: string][] {
  const start = find(component, "DTSTART");
  const due = find(component, "DUE");
  const rule = find(component, "RRULE");
  const period =
    start === undefined ? "" : describePeriod(start, find(component, "DTEND"), find(component, "DURATION"));
  const people = (name: string) =>
    component
      .filter((line) => line.name === name)
      .map(describePerson)
      .join(", ");
  const status = lineText(component, "STATUS").toLowerCase();
  return [
    ["When", period],
    ["Due", due === undefined ? "" : describeTime(due)],
    ["Repeats", rule === undefined ? "" : describeRecurrence(rule)],
    ["Except", exceptionsOf(component)],
    ["Where", lineText(component, "LOCATION")],
    ["Organizer", people("ORGANIZER")],
    ["Attendees", people("ATTENDEE")],
    ["Status", status === "confirmed" ? "" : status],
    ["Categories", lineText(component, "CATEGORIES")],
    ["Link", lineText(component, "URL")],
  ];
}

function exceptionsOf(component: Component): string {
  return component
    .filter(({ name }) => name === "EXDATE")
    .flatMap((line) => line.value.split(",").map((value) => describeTime({ ...line, value })))
    .join("; ");
}

/** The name and the address of who takes part: `Ada (ada@example.org)`. */
function describePerson(line: ContentLine): string {
  const name = oneLine(line.parameters.get("CN")?.[0] ?? "");
  const address = line.value.replace(/^mailto:/iu, "").trim();
  if (name === "" || name === address) {
    return address;
  }
  return address.includes("@") ? `${name} (${address})` : name;
}
