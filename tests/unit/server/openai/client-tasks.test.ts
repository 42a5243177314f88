import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientTaskReply } from "../../../../src/server/openai/client-tasks.js";

/** As open-webui writes a conversation into its prompts. */
const HISTORY = `<chat_history>
USER: Wann wollte "Kirgisistan" im Oktober 1992 zwischen den tadschikischen Truppen vermitteln?
ASSISTANT: Im Oktober 1992 [1].
</chat_history>`;

function openWebUi(task: string, format: string): string {
  return `### Task:\n${task}\n### Guidelines:\n- Use the chat's primary language.\n### Output:\nJSON format: ${format}\n### Chat History:\n${HISTORY}`;
}

const TASKS: readonly (readonly [string, string, unknown])[] = [
  [
    "a title",
    openWebUi(
      "Generate a concise, 3-5 word title for the chat history.",
      '{ "title": "your concise title here" }',
    ),
    { title: 'Wann wollte "Kirgisistan" im Oktober 1992 zwischen' },
  ],
  ["tags", openWebUi("Generate 1-3 broad tags.", '{ "tags": ["tag1", "tag2"] }'), { tags: [] }],
  [
    "follow-ups",
    openWebUi("Suggest 3-5 relevant follow-up questions.", '{ "follow_ups": ["Question 1?"] }'),
    { follow_ups: [] },
  ],
  [
    "queries",
    openWebUi("Decide which search queries are needed.", '{ "queries": ["query1"] }'),
    { queries: [] },
  ],
  [
    "a prompt for a picture",
    openWebUi("Generate a detailed prompt for a picture.", '{\n    "prompt": "Your description."\n}'),
    { prompt: "" },
  ],
  [
    "a completion",
    `### Task:\nYou complete the text in \`<text>\`.\nIf unsure, return: \`{ "text": "" }\`.\n### Context:\n${HISTORY}\n<type>General</type>\n<text>When was</text>\n#### Output:`,
    { text: "" },
  ],
  [
    "a title in an operator's own words",
    `Fasse das Gespräch in einem Titel zusammen, als {"title": "…"}:\n${HISTORY}`,
    { title: 'Wann wollte "Kirgisistan" im Oktober 1992 zwischen' },
  ],
];

describe("a task of open-webui's own", () => {
  it.each(TASKS)("gets a harmless answer in its format: %s", (_, prompt, reply) => {
    expect(JSON.parse(clientTaskReply(prompt) ?? "null")).toEqual(reply);
  });

  it("gets a title even if nothing was asked", () => {
    const prompt = 'JSON format: { "title": "…" }\n<chat_history>\n\n</chat_history>';
    expect(clientTaskReply(prompt)).toBe('{"title":"Chat"}');
  });
});

describe("LibreChat's prompt for a title", () => {
  it.each([
    [
      "completed",
      "Provide a short title for the conversation. Only return the title itself.\n\nConversation:\nUser: What is the town's dog tax?\nAI: 60 euros [1].",
    ],
    [
      "at once",
      "Provide a short title for the conversation. Only return the title itself.\n\nConversation:\nUser: What is the town's dog tax?\nAI: ",
    ],
    [
      "of older versions",
      'Please generate a title for the conversation, in 5 words or less.\n\n||>User:\n"What is the town\'s dog tax?"\n||>Response:\n"60 euros."\n\n||>Title:',
    ],
  ])("gets the first words of the question: %s", (_, prompt) => {
    expect(clientTaskReply(prompt)).toBe("What is the town's dog tax");
  });
});

describe("a title", () => {
  const title = (question: string) =>
    clientTaskReply(`A title for the conversation, please.\nUser: ${question}\nAI: Yes.`);

  it("is cut between words, or within one that is too long", () => {
    expect(title(`${"word ".repeat(30)}end`)).toBe("word ".repeat(10).trim());
    expect(title("x".repeat(1000))).toBe("x".repeat(50));
    expect(title("文".repeat(200))).toBe("文".repeat(50));
    expect(title("😀x".repeat(200))).toBe("😀x".repeat(25));
  });

  it("has neither line breaks nor signs around it", () => {
    expect(title("  ¿Qué\n\ndía   es?!  ")).toBe("Qué día es");
  });
});

describe("a question", () => {
  it.each([
    "Which tags does the style guide recommend for blog posts?",
    "What is the title of chapter 3?",
    "Generate a concise title for the annual report.",
    "Suggest follow-up questions for the interview on page 4.",
    'What does {"title": "…", "tags": []} mean in the export format?',
    "### Task:\nWhat is the title of the handbook for conversations?",
    "What does the element <chat_history> hold, and where does </chat_history> stand?",
    "User: what is the title of the conversation guide?",
    "How do I end a conversation with the support?\nUser: I did. AI: no.",
    '### Task:\nRespond to the user query with the context, as [id].\n<context>\n<source id="1">{"title": "Travel"}</source>\n</context>\nWhat is the title?',
  ])("stays one, also about titles and tags: %s", (question) => {
    expect(clientTaskReply(question)).toBeUndefined();
  });

  it("may be any text, however long", () => {
    const parts = [
      "User:\n",
      "AI:\n",
      "<chat_history>",
      "</chat_history>",
      '"title":',
      "conversation",
      "\n",
      " ",
    ];
    const text = fc.array(fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 5 })), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(text, (words) => {
        const reply = clientTaskReply(words.join(""));
        expect(reply === undefined || reply.length <= 200).toBe(true);
      }),
    );
    for (const part of parts) {
      const reply = clientTaskReply(`title conversation ${part.repeat(100_000)}`);
      expect(reply === undefined || reply.length <= 200).toBe(true);
    }
  });
});
