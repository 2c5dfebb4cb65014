import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** Asks a person who is there. */
export interface Terminal {
  /** Answers whether it was a yes. */
  ask(question: string): Promise<boolean>;
  /** Answers what was typed, without spaces around it; empty for nothing. */
  askText(question: string): Promise<string>;
  /** The same, of what must not be seen while it is typed. */
  askSecret(question: string): Promise<string>;
}

/** Where it is asked and answered. */
export interface TerminalStreams {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/** A terminal that asks line by line. Ctrl-C and Ctrl-D are an empty answer. */
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
      // What is typed is echoed by the interface alone, so it goes nowhere.
      const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
      // Asked before the question is seen: from here on the terminal itself shows nothing.
      const typed = askLine("", silent);
      output.write(`${question} `);
      await typed;
      output.write("\n");
      return typed;
    },
  };
}
