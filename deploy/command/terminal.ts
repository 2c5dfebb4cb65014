import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** Asks a person questions. */
export interface Terminal {
  /** Returns whether the answer was yes. */
  ask(question: string): Promise<boolean>;
  /** Returns the typed text without surrounding spaces; may be empty. */
  askText(question: string): Promise<string>;
  /** Like `askText`, without showing what is typed. */
  askSecret(question: string): Promise<string>;
}

/** The streams for questions and answers. */
export interface TerminalStreams {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/** Creates a terminal that asks line by line. Ctrl-C and Ctrl-D count as an empty answer. */
export function createTerminal({ input, output }: TerminalStreams): Terminal {
  async function askLine(question: string, shown: NodeJS.WritableStream): Promise<string> {
    const lines = createInterface({ input, output: shown, terminal: true, historySize: 0 });
    try {
      return (await lines.question(question)).trim();
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "AbortError") throw error;
      output.write("\n");
      return "";
    } finally {
      lines.close();
    }
  }

  return {
    ask: async (question) => /^y(es)?$/i.test(await askLine(`${question} [y/N] `, output)),
    askText: (question) => askLine(`${question} `, output),
    async askSecret(question) {
      // The interface echoes what is typed to its output, so this output discards it.
      const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
      // Started before the question is printed: from here on the terminal itself echoes nothing.
      const typed = askLine("", silent);
      output.write(`${question} `);
      await typed;
      output.write("\n");
      return typed;
    },
  };
}
