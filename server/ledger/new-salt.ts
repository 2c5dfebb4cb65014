import { randomBytes } from "node:crypto";
import { SALT_BYTES } from "./hash.ts";

/** Random bytes (hexadecimal) from which the salts of a row's personal texts derive. */
export const newSalt = (): string => randomBytes(SALT_BYTES).toString("hex");
