import { Command, InvalidArgumentError, Option } from "commander";
import { PASSAGE_COUNT } from "../app/search-result.js";
import type { AskOptions } from "./commands/ask.js";
import type { BackupCommandOptions } from "./commands/backup.js";
import type { DoctorOptions } from "./commands/doctor.js";
import type { EvalOptions } from "./commands/eval.js";
import type { ExportOptions } from "./commands/export.js";
import type { ImportOptions } from "./commands/import.js";
import type { IngestOptions } from "./commands/ingest.js";
import type { RestoreCommandOptions } from "./commands/restore.js";
import type { SearchOptions } from "./commands/search.js";
import type { GlobalOptions } from "./options.js";

const GETTING_STARTED = `
To begin, make a folder "documents", put your files into it, and run
  footnote serve
Settings are environment variables, which .env.example lists; a file .env in the
working directory is read, too.`;

/** The command line: names, options and help. Each command's code is loaded when it runs. */
export function createProgram(version: string): Command {
  const program = new Command("footnote")
    .description(
      "Answers questions about a folder of documents, with a footnote to the exact passage for every sentence.",
    )
    .version(version, "-V, --version", "print the version")
    .option("--documents <dir>", "folder of the documents (DOCUMENTS_DIR)", folder)
    .option("--index <dir>", "folder of the index (INDEX_DIR)", folder)
    .option("--debug", "print the stack of an error")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (message, write) => write(usageLine(message)) })
    .addHelpText("after", GETTING_STARTED)
    .exitOverride();
  addServe(program);
  addIngest(program);
  addAsk(program);
  addSearch(program);
  addMcp(program);
  addEval(program);
  addDoctor(program);
  addBackup(program, version);
  addRestore(program, version);
  addExport(program, version);
  addImport(program);
  addMigrate(program);
  return program;
}

function addServe(program: Command): void {
  program
    .command("serve")
    .description(
      "serve the chat page and the API on HOST:PORT, and keep the index up to date with the documents",
    )
    .action(async (_, command: Command) => {
      const { serve } = await import("./commands/serve.js");
      await serve(command.optsWithGlobals<GlobalOptions>());
    });
}

function addIngest(program: Command): void {
  program
    .command("ingest")
    .description("bring the index up to date with the documents")
    .option("--rebuild", "index every document anew")
    .option("--watch", "go on and take in changes as they happen")
    .option("--json", "print one JSON value; with --watch one a line for each set of changes")
    .action(async (_, command: Command) => {
      const { ingestDocuments } = await import("./commands/ingest.js");
      await ingestDocuments(command.optsWithGlobals<IngestOptions>());
    });
}

function addAsk(program: Command): void {
  program
    .command("ask")
    .description("answer a question, with its sources")
    .argument("<question>", "in quotes")
    .option("--json", "print one JSON value, as POST /api/chat answers")
    .addOption(new Option("--stream", "print the answer as it is written").conflicts("json"))
    .action(async (question: string, _, command: Command) => {
      const { ask } = await import("./commands/ask.js");
      await ask(question, command.optsWithGlobals<AskOptions>());
    });
}

function addSearch(program: Command): void {
  program
    .command("search")
    .description("list the passages that fit a query, best first")
    .argument("<query>", "in quotes")
    .option(
      "-k <n>",
      `number of passages, 1 to ${PASSAGE_COUNT.most}`,
      parsePassageCount,
      PASSAGE_COUNT.byDefault,
    )
    .option("--explain", "show what each leg of the search gave")
    .option("--json", "print one JSON value, as GET /api/search answers")
    .action(async (query: string, _, command: Command) => {
      const { search } = await import("./commands/search.js");
      await search(query, command.optsWithGlobals<SearchOptions>());
    });
}

function addMcp(program: Command): void {
  program
    .command("mcp")
    .description("serve the Model Context Protocol on stdin and stdout, to be started by an MCP client")
    .action(async (_, command: Command) => {
      const { mcp } = await import("./commands/mcp.js");
      await mcp(command.optsWithGlobals<GlobalOptions>());
    });
}

function addEval(program: Command): void {
  program
    .command("eval")
    .description("measure retrieval, answers and refusals on data sets, and their mean over several")
    .argument("<dir...>", "folders with documents/ and questions.jsonl")
    .option("--json", "print one JSON value")
    .option("--report <file>", "write an HTML page with the figures and the questions that failed", file)
    .option(
      "--questions <file>",
      "ask these questions instead of the data set's own; of several folders, a file in each of them",
      file,
    )
    .option("--calibrate", "derive from it when to refuse, and store that with the index (INDEX_DIR)")
    .action(async (dirs: readonly string[], _, command: Command) => {
      const { evaluate } = await import("./commands/eval.js");
      await evaluate(dirs, command.optsWithGlobals<EvalOptions>());
    });
}

function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description("check what is configured, reachable, installed and out of date")
    .option("--json", "print one JSON value")
    .action(async (_, command: Command) => {
      const { doctor } = await import("./commands/doctor.js");
      await doctor(command.optsWithGlobals<DoctorOptions>());
    });
}

function addBackup(program: Command, version: string): void {
  program
    .command("backup")
    .description("write the index, its calibration and the feedback to one file, also while a server runs")
    .argument("<file>", "a zip file; - is stdout")
    .option("--with-documents", "put the files of the documents folder in, too")
    .option("--json", "print one JSON value")
    .action(async (target: string, _, command: Command) => {
      const { backUp } = await import("./commands/backup.js");
      await backUp(target, command.optsWithGlobals<BackupCommandOptions>(), version);
    });
}

function addRestore(program: Command, version: string): void {
  program
    .command("restore")
    .description("bring a backup back, also while a server runs")
    .argument("<file>", "what backup has written; - is stdin")
    .option("--without-documents", "leave the documents folder alone")
    .option("--discard", "don't back up the index that is replaced")
    .option("--json", "print one JSON value")
    .action(async (source: string, _, command: Command) => {
      const { restore } = await import("./commands/restore.js");
      await restore(source, command.optsWithGlobals<RestoreCommandOptions>(), version);
    });
}

function addExport(program: Command, version: string): void {
  program
    .command("export")
    .description("write the index to a file that any store can take it from, without embedding it again")
    .argument("<file>", "a zip file; what an aborted export has done is beside it in <file>.part")
    .option("--json", "print one JSON value")
    .action(async (target: string, _, command: Command) => {
      const { exportIndex } = await import("./commands/export.js");
      await exportIndex(target, command.optsWithGlobals<ExportOptions>(), version);
    });
}

function addImport(program: Command): void {
  program
    .command("import")
    .description(
      "make the index hold what export or backup has written; documents that it doesn't hold are removed",
    )
    .argument("<file>", "what export or backup has written")
    .option("--json", "print one JSON value")
    .action(async (source: string, _, command: Command) => {
      const { importIndex } = await import("./commands/import.js");
      await importIndex(source, command.optsWithGlobals<ImportOptions>());
    });
}

function addMigrate(program: Command): void {
  program
    .command("migrate")
    .description(
      "bring the tables of a PostgreSQL database to this version, as starting does, and say what was done",
    )
    .action(async (_, command: Command) => {
      const { migrate } = await import("./commands/migrate.js");
      await migrate(command.optsWithGlobals<GlobalOptions>());
    });
}

function folder(value: string): string {
  if (isForgotten(value)) {
    throw new InvalidArgumentError("It must name a folder, such as ./documents.");
  }
  return value;
}

function file(value: string): string {
  if (isForgotten(value)) {
    throw new InvalidArgumentError("It must name a file.");
  }
  return value;
}

/** An option behind a forgotten value would be taken for it. */
function isForgotten(value: string): boolean {
  return value.trim() === "" || value.startsWith("-");
}

function parsePassageCount(value: string): number {
  const count = /^\d{1,2}$/.test(value) ? Number(value) : 0;
  if (count < 1 || count > PASSAGE_COUNT.most) {
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${PASSAGE_COUNT.most}.`);
  }
  return count;
}

function usageLine(message: string): string {
  return `footnote: ${message
    .replace(/^error: /, "")
    .trim()
    .replaceAll("\n", " ")} (footnote --help tells more)\n`;
}
