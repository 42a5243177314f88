import { stemmer } from "@orama/stemmers/english";
import { EN_ANSWERS } from "./answers/en.js";
import type { Conversation, Language } from "./language.js";
import { EN_SYNONYMS } from "./synonyms/en.js";
import { months, numberWords, wordSet } from "./word-lists.js";

const STOP_WORDS = wordSet(`
    a about after all also an and any are as at be been before being both but by can could did do does doing for
    from had has have having he her here hers him his how i if in into is it its many may me more most much my no
    nor not of off on or other our out over own she should so some such than that the their them then there these
    they this those through to too under until up very was we were what when where which while who whom whose why
    will with would you your`);

const GENERIC_WORDS = wordSet(`
    amount area became become call called cities city company consider considered countries country date gave give
    given group happen happened happens kind known made make makes name named names number organization part people
    percentage person place reason something state take taken term thing time took tried tries try type types use
    used uses want wanted wants way word year years`);

const HELPER_WORDS = wordSet(`
    must shall might need needs ought`);

/** What somebody is told who asks about the assistant. */
const ABOUT =
  "I am Footnote and answer questions from the documents that are kept here. Behind every sentence stands a footnote with the passage it rests on. What the documents don't say, I don't answer.";

const CONVERSATION: Conversation = {
  about: "(?:what|how) about",
  newTopic:
    "(?:now )?(?:on )?(?:a |an )?(?:(?:completely |totally )?(?:different|another|new|other|unrelated) (?:topic|question|subject|note|matter)|something (?:else|different)|change of (?:topic|subject))",
  bareEndings: "exactly|not|that|is that",
  questionWords: "wh(?:o|om|ose|at|en|ere|ich|y)|how|in wh(?:ich|at)",
  questionVerbs: "is|are|was|were|has|have|had|do|does|did|can|could|will|would|may|must|should",
  prepositions: "in|of|on|at|for|from|by|since|until|during|to|with|between",
  beforeDate: "in|on|at|since|from|by|until|during|early|late|the|year|spring|summer|autumn|winter|of",
  pronouns: {
    all: "he|she|it|they|him|them|his|her|hers|its|their|theirs|there|then|this|that|these|those|the latter|the former",
    replaceable: "he|she|it|they|him|them",
    there: "there",
    expletive:
      /\b(?:is|was|are|were)\s+(?:it true|there)\b|\bthere\s+(?:is|was|are|were|been|be)\b|\b(?:that|this|these|those)\s+(?=\p{Ll})/giu,
  },
  smallTalk: {
    greeting: {
      said: "(?:hello|hi|hey|greetings|good (?:morning|day|afternoon|evening))(?: (?:footnote|there|all|everyone))?",
      reply: "Hello! What would you like to know from the documents?",
    },
    thanks: {
      said: "(?:many )?(?:thanks|thx|cheers)(?: a lot| so much| very much)?|thank you(?: so much| very much)?|that (?:helps|helped)(?: a lot| me)?|great|perfect|got it|understood",
      reply: "You're welcome.",
    },
    farewell: {
      said: "(?:good)?bye(?: bye)?|see you(?: soon| later)?|farewell|have a (?:nice|good) (?:day|evening)",
      reply: "Goodbye!",
    },
    assistant: {
      said: "(?:who|what) are you(?: exactly)?|whats your name|what is your name|are you (?:a |an )?(?:human|robot|bot|ai|person|computer)|what is footnote|who (?:made|built|programmed) you",
      reply: ABOUT,
    },
    abilities: {
      said: "what can you (?:do|help me with|answer)(?: for me)?|how (?:do you|does this|does it) work|help|what (?:can|may) i ask(?: you| here)?|where do you (?:know that from|get your answers(?: from)?)",
      reply: `${ABOUT} Whole questions work best, and I understand follow-ups such as “And the year after?”`,
    },
    mood: {
      said: "how are you(?: doing)?(?: today)?|hows it going",
      reply: "Fine, thank you. What would you like to know from the documents?",
    },
  },
  greetings: "(?:hello|hi|hey|good (?:morning|afternoon|evening))(?: (?:footnote|there))?",
};

/** English. */
export const EN: Language = {
  code: "en",
  longCode: "eng",
  isExpectedEverywhere: true,
  stem: stemmer,
  stopWords: STOP_WORDS,
  genericWords: GENERIC_WORDS,
  helperWords: HELPER_WORDS,
  abbreviations: {
    inner: wordSet(`
      approx art capt cf ch col dept dr ed eds eq fig figs gen gov hon lt maj messrs mr mrs ms mt no nos pp prof rep
      rev sen sgt sr st vol vols vs`),
    final: wordSet("al co corp etc inc jr ltd"),
  },
  synonyms: EN_SYNONYMS,
  questions: {
    count: "how (?:many|much|often)",
    measure: "how (?:long|large|big|high|tall|far|old|heavy|fast|deep|wide|small)",
    time: "when|(?:in )?(?:what|which) year",
    who: "who|whom|whose",
    why: "why",
    name: "name|named|called|term",
  },
  answers: EN_ANSWERS,
  causes: "because|due|since|result|order|caused|reason",
  numbers: numberWords({
    upToNinety: `
      two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
      eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety`,
    one: "one",
    scales: ["thousand", "million millions", "billion billions bn", "trillion trillions"],
    vague: "zero no none one dozen hundred hundreds thousands half once twice single several few many",
  }),
  time: {
    months: months(`
      january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct
      november/nov december/dec`),
    capitalisesMonths: true,
    units: "year|date",
    periods: wordSet("century centuries decade"),
    beforeYear: "in|of|since|year",
    dayEnding: "st|nd|rd|th",
    decadeEnding: "s",
  },
  negation: {
    words: "not|no|never|none|nobody|nothing|nowhere|without|neither|cannot|\\w+n['’]t",
    except: "not (?:only|just|least)",
  },
  backReferences:
    "it|its|they|their|this|these|those|that|such|he|she|however|therefore|otherwise|then|also|but|and|so|in (?:this|that|these|those|both|which) (?:cases?|events?|situations?)|for (?:this|that) reason|instead|as a result",
  referrals:
    "refer to|see|see also|for (?:more|further|additional) (?:\\w+ )?(?:information|details|help)|for (?:details|more)|more (?:information|details)|learn more|read more|check out|visit the",
  clauseJoiners: "and|but|or",
  partJoiners: "and|or|to",
  connectors: "and|but|or|also|then",
  bareQuestions: "why|when|where|who|how|how come|how many|how long|since when|until when|how so|what for",
  conversation: CONVERSATION,
  documents: {
    placeholderTitles:
      "untitled.*|(?:new |word )?document|presentation|book|slide|no slide title|title|print(?: job)?|scan(?:ned)?(?: document)?|layout|blank page|new page|page|anonymous|unknown|none",
    placeholderSheets: "sheet|worksheet|untitled",
    generatedDescriptions:
      "description automatically generated|ai-generated content|generated with (?:very )?[a-z]+ confidence",
    sections: "chapter|section|part",
    paragraphs: "paragraph",
    articles: "art|article",
  },
  texts: {
    documentSays: (language) => `The document says in ${language}:`,
    page: (number) => `page ${number}`,
    slide: (number) => `slide ${number}`,
    row: (number) => `row ${number}`,
  },
};
