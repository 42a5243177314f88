/** A fact that one document holds: the code of a room. */
export interface RoomFact {
  readonly room: number;
  readonly code: string;
}

const CODES = 900_000;

/** Prime to the number of codes, so that they come in an order without a pattern, and each once. */
const STEP = 377_777;

/** The nth code: six digits, different for each n up to 900,000. */
export function codeOf(n: number): string {
  return String(100_000 + ((n * STEP) % CODES));
}

/** The name of a room's document: text, Markdown or HTML. */
export function fileOf(room: number): string {
  return `room-${room}${[".txt", ".md", ".html"][room % 3]}`;
}

/** What a room's document says: half of them in German. */
export function documentAbout({ room, code }: RoomFact): string {
  const [title = "", ...paragraphs] = isGerman(room) ? german(room, code) : english(room, code);
  switch (room % 3) {
    case 0:
      return [title, ...paragraphs].join("\n\n");
    case 1:
      return [`# ${title}`, ...paragraphs].join("\n\n");
    default: {
      const body = paragraphs.map((text) => `<p>${text}</p>`).join("\n");
      return `<!doctype html><title>${title}</title><main><h1>${title}</h1>${body}</main>`;
    }
  }
}

/** What the document answers, in its language. */
export function questionAbout(room: number): string {
  return isGerman(room)
    ? `Wie lautet der Zugangscode des Raums ${room}?`
    : `What is the access code of the room ${room}?`;
}

function isGerman(room: number): boolean {
  return room % 2 === 1;
}

function english(room: number, code: string): string[] {
  return [
    `Room ${room}`,
    `The room ${room} lies in the north wing. It was painted last year, and its windows look over the yard.`,
    `The access code of the room ${room} is ${code}. Whoever forgets it asks at the reception.`,
    `Meetings in the room ${room} are booked a day ahead. The projector is switched on at the wall.`,
  ];
}

function german(room: number, code: string): string[] {
  return [
    `Raum ${room}`,
    `Der Raum ${room} liegt im Nordflügel. Er wurde im letzten Jahr gestrichen, und die Fenster gehen zum Hof.`,
    `Der Zugangscode des Raums ${room} lautet ${code}. Wer ihn vergisst, fragt am Empfang.`,
    `Sitzungen im Raum ${room} werden einen Tag vorher gebucht. Der Projektor wird an der Wand eingeschaltet.`,
  ];
}
