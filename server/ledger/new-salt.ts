import { randomBytes } from "node:crypto";

const SALT_BYTES = 16;

/** Random bytes (hexadecimal) from which the salts of a row's personal texts derive. */
export const newSalt = (): string => randomBytes(SALT_BYTES).toString("hex");
