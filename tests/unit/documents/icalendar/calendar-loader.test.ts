import { describe, expect, it } from "vitest";
import { CALENDAR_LOADER } from "../../../../src/documents/icalendar/calendar-loader.js";
import { LIMITS } from "../../../contract/loader.js";

const load = (...lines: readonly string[]) =>
  CALENDAR_LOADER.load(
    new TextEncoder().encode(
      ["BEGIN:VCALENDAR", "BEGIN:VEVENT", ...lines, "END:VEVENT", "END:VCALENDAR"].join("\n"),
    ),
    "a.ics",
    LIMITS,
  );

const text = async (...lines: readonly string[]) =>
  (await load("SUMMARY:X", ...lines)).text.slice("X\n\n".length);

describe("calendar loader", () => {
  it.each([
    ["a time in UTC", ["DTSTART:20261127T140000Z"], "Friday 27 November 2026, 14:00 (UTC)"],
    ["a time wherever one is", ["DTSTART:20261127T140000"], "Friday 27 November 2026, 14:00"],
    ["a whole day", ["DTSTART;VALUE=DATE:20261127", "DTEND;VALUE=DATE:20261128"], "Friday 27 November 2026"],
    [
      "several days, the last of which is the day before the end",
      ["DTSTART;VALUE=DATE:20261127", "DTEND;VALUE=DATE:20261130"],
      "Friday 27 November 2026 – Sunday 29 November 2026",
    ],
    [
      "a duration",
      ["DTSTART:20261127T140000", "DURATION:PT1H30M"],
      "Friday 27 November 2026, 14:00, for 1 hour 30 minutes",
    ],
    [
      "an end on another day",
      ["DTSTART:20261127T220000", "DTEND:20261128T020000"],
      "Friday 27 November 2026, 22:00 – Saturday 28 November 2026, 02:00",
    ],
    ["what is no date", ["DTSTART:soon"], "soon"],
  ])("says when %s is", async (_, lines, expected) => {
    expect(await text(...lines)).toBe(`When: ${expected}`);
  });

  it.each([
    ["FREQ=DAILY;COUNT=5", "every day 5 times"],
    ["FREQ=MONTHLY;BYDAY=2TU,-1FR", "every month on the 2nd Tuesday, the last Friday"],
    ["FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=21", "every year on day 21 in March"],
    ["FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1"],
  ])("puts %s in words", async (rule, expected) => {
    expect(await text(`RRULE:${rule}`)).toBe(`Repeats: ${expected}`);
  });

  it("is named by its only event", async () => {
    expect((await load("SUMMARY:Begehung")).title).toBe("Begehung");
    expect((await load("LOCATION:Rathaus")).text).toBe("(no title)\n\nWhere: Rathaus");
  });

  it("reads a description in HTML, and names who takes part", async () => {
    expect(
      await text(
        "DESCRIPTION:<p>Bring <b>helmets</b>.</p>",
        "ATTENDEE;CN=Ada;PARTSTAT=ACCEPTED:mailto:ada@example.org",
        "ATTENDEE:mailto:bob@example.org",
        "STATUS:CANCELLED",
      ),
    ).toBe("Attendees: Ada (ada@example.org), bob@example.org\nStatus: cancelled\n\nBring helmets.");
  });
});
