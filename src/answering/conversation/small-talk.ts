import { fold } from "../../text/words.js";

/** What somebody says that no document answers. */
type Topic = "greeting" | "thanks" | "farewell" | "assistant" | "abilities" | "mood";

/** Whole messages, folded and without punctuation. */
const PATTERNS: Readonly<Record<string, Readonly<Record<Topic, RegExp>>>> = {
  de: {
    greeting: whole(
      "(?:hallo|hi|hey|moin(?: moin)?|servus|gruss gott|gruezi|guten (?:morgen|tag|abend))(?: (?:footnote|zusammen|du|ihr))?",
    ),
    thanks: whole(
      "(?:(?:vielen|herzlichen|besten|lieben) dank|dank(?:e|eschon)?(?: dir| ihnen)?(?: schon| sehr| vielmals)?|das hilft(?: mir)?(?: sehr| weiter)?|super|toll|prima|alles klar|verstanden)(?: danke)?",
    ),
    farewell: whole(
      "tschuss|tschau|auf wiedersehen|bis (?:bald|spater|dann)|schonen (?:tag|abend)(?: noch)?",
    ),
    assistant: whole(
      "(?:wer|was) (?:bist du|sind sie)(?: eigentlich)?|wie heisst du|wie heissen sie|bist du (?:ein )?(?:mensch|roboter|bot|ki|computer)|was ist footnote|wer hat dich (?:gemacht|gebaut|programmiert)",
    ),
    abilities: whole(
      "(?:was|wobei) (?:kannst|konnen) (?:du|sie)(?: alles| fur mich)?(?: tun| machen| helfen)?|wie (?:funktionierst du|funktioniert das|geht das)(?: hier)?|hilfe|was kann ich (?:dich |hier |sie )?(?:alles )?fragen|wo(?:her|raus) (?:weisst du das|nimmst du (?:das|deine antworten))",
    ),
    mood: whole("wie geht(?:s| es)(?: dir| ihnen)?(?: heute)?"),
  },
  en: {
    greeting: whole(
      "(?:hello|hi|hey|greetings|good (?:morning|day|afternoon|evening))(?: (?:footnote|there|all|everyone))?",
    ),
    thanks: whole(
      "(?:many )?(?:thanks|thx|cheers)(?: a lot| so much| very much)?|thank you(?: so much| very much)?|that (?:helps|helped)(?: a lot| me)?|great|perfect|got it|understood",
    ),
    farewell: whole(
      "(?:good)?bye(?: bye)?|see you(?: soon| later)?|farewell|have a (?:nice|good) (?:day|evening)",
    ),
    assistant: whole(
      "(?:who|what) are you(?: exactly)?|whats your name|what is your name|are you (?:a |an )?(?:human|robot|bot|ai|person|computer)|what is footnote|who (?:made|built|programmed) you",
    ),
    abilities: whole(
      "what can you (?:do|help me with|answer)(?: for me)?|how (?:do you|does this|does it) work|help|what (?:can|may) i ask(?: you| here)?|where do you (?:know that from|get your answers(?: from)?)",
    ),
    mood: whole("how are you(?: doing)?(?: today)?|hows it going"),
  },
};

const ABOUT = {
  de: "Ich bin Footnote und beantworte Fragen aus den Dokumenten, die hier hinterlegt sind. Hinter jedem Satz steht eine Fußnote mit der Stelle, auf der er beruht. Was nicht in den Dokumenten steht, beantworte ich nicht.",
  en: "I am Footnote and answer questions from the documents that are kept here. Behind every sentence stands a footnote with the passage it rests on. What the documents don't say, I don't answer.",
};

const REPLIES: Readonly<Record<string, Readonly<Record<Topic, string>>>> = {
  de: {
    greeting: "Hallo! Welche Frage an die Dokumente darf es sein?",
    thanks: "Gern geschehen.",
    farewell: "Auf Wiedersehen!",
    assistant: ABOUT.de,
    abilities: `${ABOUT.de} Am besten geht es mit ganzen Fragen; Rückfragen wie „Und im Jahr danach?“ verstehe ich auch.`,
    mood: "Danke, alles läuft. Welche Frage an die Dokumente darf es sein?",
  },
  en: {
    greeting: "Hello! What would you like to know from the documents?",
    thanks: "You're welcome.",
    farewell: "Goodbye!",
    assistant: ABOUT.en,
    abilities: `${ABOUT.en} Whole questions work best, and I understand follow-ups such as “And the year after?”`,
    mood: "Fine, thank you. What would you like to know from the documents?",
  },
};

/** A greeting in front of a question is no part of it. */
const GREETING_BEFORE =
  /^\s*(?:hallo|hi|hey|moin|servus|guten (?:morgen|tag|abend)|hello|good (?:morning|afternoon|evening))(?: (?:footnote|zusammen|there))?\s*[,!.–-]+\s+(?=\S)/iu;

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, "u");
}

/** A short answer to what isn't a question to the documents. */
export interface SmallTalk {
  readonly reply: string;
  /** ISO 639-1 code of the language it was said in. */
  readonly language: string;
}

/** The answer to a greeting, to thanks, or to a question about the assistant; undefined for anything else. */
export function smallTalk(message: string): SmallTalk | undefined {
  const said = fold(message)
    .replace(/['’]/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  for (const [language, patterns] of Object.entries(PATTERNS)) {
    for (const [topic, pattern] of Object.entries(patterns) as [Topic, RegExp][]) {
      const reply = REPLIES[language]?.[topic];
      if (reply !== undefined && pattern.test(said)) {
        return { reply, language };
      }
    }
  }
  return undefined;
}

/** A question without a greeting in front of it. */
export function withoutGreeting(question: string): string {
  const rest = question.replace(GREETING_BEFORE, "").trim();
  return rest === question.trim() ? rest : rest.charAt(0).toUpperCase() + rest.slice(1);
}
