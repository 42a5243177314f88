/** Date or time, as programs write them: ISO 8601, with slashes or dots, Apache's, syslog's and Android's. */
const DATE = String.raw`\d{4}[-/.]\d\d[-/.]\d\d|\d\d?[-/.](?:\d\d?|\p{L}{3})[-/.]\d{2,4}|\d\d-\d\d|(?:\p{L}{3} )?\p{L}{3} [ \d]\d`;
const TIME = String.raw`\d\d?:\d\d(?::\d\d)?`;
const LEVEL = "TRACE|DEBUG|VERBOSE|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|SEVERE";

/** How an entry of a log begins: date and time, a time with seconds, a level, seconds since the start, or an address. */
const ENTRY = new RegExp(
  [
    String.raw`^[\[(<"]?(?:<\d{1,3}>\d? ?)?(?:${DATE})[T ,:]{1,2}${TIME}`,
    String.raw`^[\[(<]?\d\d?:\d\d:\d\d`,
    String.raw`^[\[(<]?(?:${LEVEL})(?![\p{L}\d])`,
    String.raw`^[IWEFD]\d{4} ${TIME}`,
    String.raw`^\[ *\d{1,10}\.\d{3,6}\] `,
    String.raw`^(?:\d{1,3}\.){3}\d{1,3} \S+ \S+ \[`,
    String.raw`^\d{10}(?:\d{3}|\.\d{1,6})? `,
  ].join("|"),
  "u",
);

/** So many lines at the start of a text show whether it is a log. */
const LOOKED_AT = 200;
const LEAST_LINES = 5;

/** The share of lines that begin an entry, from which a text is a log. */
const MOST = 0.6;

/** Whether a text is a log: most of its lines begin with a date and time, a level or an address. */
export function isLog(lines: readonly string[]): boolean {
  const first = lines.slice(0, LOOKED_AT).filter((line) => line.trim() !== "");
  return first.length >= LEAST_LINES && first.filter(beginsEntry).length >= MOST * first.length;
}

/** Whether a line begins an entry of a log. */
export function beginsEntry(line: string): boolean {
  return ENTRY.test(line);
}
