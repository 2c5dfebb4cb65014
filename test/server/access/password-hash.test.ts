import { describe, expect, it } from "vitest";
import { hashPassword } from "../../../server/access/password-hash.ts";
import { createTestApi } from "../../support/api.ts";
import { signIn } from "../../support/sign-in.ts";

/** RFC 7914, section 12: scrypt("pleaseletmein", "SodiumChloride", 16384, 8, 1). */
const RFC_HASH =
  "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887";

/** Made with Python's hashlib.scrypt, with the costs that we use. */
const PYTHON_HASH =
  "$scrypt$ln=15,r=8,p=3$MDEyMzQ1Njc4OWFiY2RlZg$+uqAxePP/aYLI+IoBYLLrGSPq8RuWXNnhuPq+OPWv/4";

const phc = (hex: string, salt: string) => {
  const base64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
  return `$scrypt$ln=14,r=8,p=1$${base64(Buffer.from(salt))}$${base64(Buffer.from(hex, "hex"))}`;
};

/** Costs a sixth of what `hashPassword` makes. */
const LIGHT = { password: "pleaseletmein", passwordHash: phc(RFC_HASH, "SodiumChloride") };

const signedInWith = async (password: string, passwordHash: string) =>
  (await signIn(await createTestApi({ passwordHash }), { password })).__typename;

describe("a scrypt password hash", () => {
  it("matches its password and no other", async () => {
    const hash = await hashPassword("four words of brass");

    expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await signedInWith("four words of brass", hash)).toBe("SignedIn");
    expect(await signedInWith("four words of Brass", hash)).toBe("InvalidCredentials");
  });

  it("differs every time because of its salt", async () => {
    expect(await hashPassword("the same")).not.toBe(await hashPassword("the same"));
  });

  it("follows the standard: the example of the RFC matches", async () => {
    expect(await signedInWith(LIGHT.password, LIGHT.passwordHash)).toBe("SignedIn");
  });

  it("matches the output of other programs with the same costs", async () => {
    expect(await signedInWith("four words of brass", PYTHON_HASH)).toBe("SignedIn");
  });

  it("matches however the keyboard composes accents", async () => {
    const hash = await hashPassword("café".normalize("NFC"));

    expect(await signedInWith("café".normalize("NFD"), hash)).toBe("SignedIn");
  });

  it("is not computed for overlong texts", async () => {
    const hash = await hashPassword("x".repeat(1001));

    expect(await signedInWith("x".repeat(1001), hash)).toBe("InvalidCredentials");
  });
});

describe("sessions and device tokens", () => {
  it("end when the password changes", async () => {
    const before = await createTestApi({ passwordHash: LIGHT.passwordHash });
    const after = await createTestApi({ table: before.table, passwordHash: PYTHON_HASH });
    const { token, deviceToken } = await signIn(before, { password: LIGHT.password });
    const kind = async (api: typeof before) =>
      (await api.graphql("{ viewer { kind } }", {}, { as: token })).data.viewer.kind;

    expect([await kind(before), await kind(after)]).toEqual(["ADMIN", "ANONYMOUS"]);
    expect(await after.access.devices.read(deviceToken)).toBeNull();
  });
});
