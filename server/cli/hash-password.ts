import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { hashPassword } from "../access/password-hash.ts";

const ADVISED_CHARACTERS = 14;

const password = process.stdin.isTTY ? await askTwice() : await readAll();
if (password === null || password === "") {
  console.error(password === "" ? "The password is empty." : "The two are not the same.");
  process.exitCode = 1;
} else {
  if (password.length < ADVISED_CHARACTERS) {
    console.error(
      `A shared password should have at least ${ADVISED_CHARACTERS} characters: four words, for example.`,
    );
  }
  console.log(await hashPassword(password));
}

/** What is typed is not shown, and stands in no history of commands. */
async function askTwice(): Promise<string | null> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write("Password: ");
  const first = await lines.question("");
  process.stderr.write("\nOnce more: ");
  const second = await lines.question("");
  process.stderr.write("\n");
  lines.close();
  return first === second ? first : null;
}

async function readAll(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
  return text.replace(/\r?\n$/, "");
}
