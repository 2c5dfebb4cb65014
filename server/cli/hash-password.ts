import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { hashPassword } from "../access/password-hash.ts";

const RECOMMENDED_CHARACTERS = 14;

const password = process.stdin.isTTY ? await askTwice() : await readAll();
if (password === null || password === "") {
  console.error(password === "" ? "The password is empty." : "The passwords do not match.");
  process.exitCode = 1;
} else {
  if (password.length < RECOMMENDED_CHARACTERS) {
    console.error(
      `A shared password should have at least ${RECOMMENDED_CHARACTERS} characters, for example four words.`,
    );
  }
  console.log(await hashPassword(password));
}

/** Reads the password without showing it, so that it appears in no command history. */
async function askTwice(): Promise<string | null> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write("Password: ");
  const first = await lines.question("");
  process.stderr.write("\nRepeat password: ");
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
